package io.weirpool.app.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "a view, or a version of it (on_time.v2); none: commands that no view took")
    private @Nullable String view;

    @Option(names = "--source", paramLabel = "SOURCE", description = "commands of this source")
    private @Nullable String source;

    @Option(names = "--code", paramLabel = "CODE", description = "of this cause, such as row-invalid")
    private @Nullable String code;

    @Option(names = "--since", paramLabel = "TIME", description = "found then or later: 2026-03-01, 2026-03-01T10:00Z")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "found before")
    private @Nullable String until;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, retried, discarded or all (default: open; of a letter named by its ID: all)")
    private @Nullable String state;

    /** Query parameters; the caller may add to them. */
    Map<String, String> query() {
        return query(null);
    }

    /** @param id of one letter; null for none */
    Map<String, String> query(@Nullable String id) {
        Map<String, String> query = new TreeMap<>();
        put(query, "id", id);
        put(query, "view", view);
        put(query, "source", source);
        put(query, "code", code);
        put(query, "since", since);
        put(query, "until", until);
        put(query, "state", state);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
