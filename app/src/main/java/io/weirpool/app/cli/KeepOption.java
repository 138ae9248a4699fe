package io.weirpool.app.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --keep} of verbs that exchange versions. */
final class KeepOption {
    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "how long what is replaced is kept up to date for a rollback: 30 s, 10 min, 1 h, 7 d (default: 1"
                            + " h)")
    private @Nullable String keep;

    /** Query parameters; the caller may add to them. */
    Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        if (keep != null) {
            query.put("keep", keep);
        }
        return query;
    }
}
