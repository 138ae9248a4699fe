package io.weirpool.app.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "how long what is replaced is kept up to date for a rollback: 30 s, 10 min, 1 h, 7 d (default: 1"
                            + " h)")
    private @Nullable String keep;

    @Override
    String verb() {
        return "rollback";
    }

    @Override
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        if (keep != null) {
            options.put("keep", keep);
        }
        return options;
    }
}
