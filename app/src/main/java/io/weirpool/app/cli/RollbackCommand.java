package io.weirpool.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to the version of a view before. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Goes back to the version of a view that was live before, which is kept up to date for a while (--keep"
                        + " of apply and replay), and with it the views that were replaced together. Again: forward.",
        footer = {
            "",
            "Examples:",
            "  weirpool rollback per_city",
            "",
            "Exit codes: 0 live, 1 refused or no answer, 2 wrong usage."
        })
final class RollbackCommand extends VersionVerb {
    @Mixin
    private KeepOption how = new KeepOption();

    @Override
    String verb() {
        return "rollback";
    }

    @Override
    Map<String, String> options() {
        return how.query();
    }
}
