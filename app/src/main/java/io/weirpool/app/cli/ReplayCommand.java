package io.weirpool.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds a view again from its logs. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Builds a view, and the views over it, again from the logs, beside the tables people read; these are"
                        + " exchanged when the new ones are complete. Nobody sees less than a whole answer meanwhile.",
        footer = {
            "",
            "Examples:",
            "  weirpool replay per_city",
            "  weirpool replay per_city --throttle 20000 --keep 1d",
            "  weirpool replay per_minute --from 2026-01-31T12:00:00Z",
            "",
            "Exit codes: 0 live, 1 refused, no answer or not live in time, 2 wrong usage."
        })
final class ReplayCommand extends VersionVerb {
    @Mixin
    private BuildOption how = new BuildOption();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "copy rows that lie before this time from the live version, and compute those after it; refused"
                            + " unless the watermarks of the view's streams say that the former are final")
    private @Nullable String from;

    @Override
    String verb() {
        return "replay";
    }

    @Override
    Map<String, String> options() {
        Map<String, String> query = how.query();
        if (from != null) {
            query.put("from", from);
        }
        return query;
    }
}
