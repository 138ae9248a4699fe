package io.weirpool.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Gives up what is being built. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Gives up the version of a view that is being built, and those that were to go live with it; what"
                + " people read stays as it is.",
        footer = {
            "",
            "Examples:",
            "  weirpool cancel per_city",
            "",
            "Exit codes: 0 given up, 1 refused or no answer, 2 wrong usage."
        })
final class CancelCommand extends VersionVerb {
    @Override
    String verb() {
        return "cancel";
    }

    @Override
    Map<String, String> options() {
        return Map.of();
    }
}
