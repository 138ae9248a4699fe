package io.weirpool.app.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "",
            "Exit codes: 0 live, 1 refused, no answer or not live in time, 2 wrong usage."
        })
final class ReplayCommand extends VersionVerb {
    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "how long what is replaced is kept up to date for a rollback: 30 s, 10 min, 1 h, 7 d (default: 1"
                            + " h)")
    private @Nullable String keep;

    @Option(
            names = "--throttle",
            paramLabel = "RECORDS",
            description = "read at most so many records a second of the logs until it has caught up")
    private @Nullable String throttle;

    @Override
    String verb() {
        return "replay";
    }

    @Override
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        if (keep != null) {
            options.put("keep", keep);
        }
        if (throttle != null) {
            options.put("throttle", throttle);
        }
        return options;
    }
}
