package io.weirpool.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private BuildOption how = new BuildOption();

    @Override
    String verb() {
        return "replay";
    }

    @Override
    Map<String, String> options() {
        return how.query();
    }
}
