package io.weirpool.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Builds a broken view again. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Builds a view again that the breaker has stopped, and the views over it, from the logs, beside"
                + " the table people read; it takes that one's place when it is complete. Commands it fails on become"
                + " dead letters again: mend the view first (apply) when it is the view that is wrong.",
        footer = {
            "",
            "Examples:",
            "  weirpool resume per_city",
            "",
            "Exit codes: 0 live, 1 refused, no answer or not live in time, 2 wrong usage."
        })
final class ResumeCommand extends VersionVerb {
    @Mixin
    private BuildOption how = new BuildOption();

    @Override
    String verb() {
        return "resume";
    }

    @Override
    Map<String, String> options() {
        return how.query();
    }
}
