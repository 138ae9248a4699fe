package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.ServerRefusal;
import io.weirpool.app.verify.VerifyClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a view's table right, or prints how it is wrong. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Reads the logs again, has PostgreSQL itself run the view's query over them, and compares the"
                + " result with the view's table, while everything goes on running. Rows that commands on their way"
                + " may still change are left out; a difference is reported when it stands three times.",
        footer = {
            "",
            "Examples:",
            "  weirpool verify on_time",
            "  weirpool verify on_time --sample=0.5",
            "  weirpool verify on_time --json --url http://10.0.0.7:8080",
            "",
            "Exit codes: 0 equal, 1 different, 2 wrong usage, 3 it cannot be said."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final int CANNOT_SAY = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ViewParameter view = new ViewParameter();

    @Mixin
    private ServerOption at = new ServerOption();

    @Option(
            names = "--sample",
            arity = "0..1",
            fallbackValue = "1",
            paramLabel = "PERCENT",
            description = "compare this share of the keys, chosen by hash, or of the rows of a view without a key;"
                    + " another share each time; 1 unless said")
    private @Nullable String sample;

    @Option(names = "--json", description = "print the verdict as JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        String name = view.name();
        PrintWriter out = spec.commandLine().getOut();
        try {
            JsonNode verdict = new VerifyClient(at.server())
                    .verify(name, sample == null ? Map.of() : Map.of("sample", sample), this::progress);
            endProgress();
            if (json) {
                out.println(verdict.toPrettyString());
            } else {
                print(out, name, verdict);
            }
            return switch (verdict.path("state").asText()) {
                case "equal" -> 0;
                case "different" -> DIFFERENT;
                default -> CANNOT_SAY;
            };
        } catch (ServerRefusal e) {
            endProgress();
            spec.commandLine().getErr().println(e.getMessage());
            return CANNOT_SAY;
        }
    }

    private void progress(JsonNode verdict) {
        if (!json && Terminal.isThere()) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "\r%s: %,d of %,d commands\u001b[K",
                    verdict.path("doing").asText(),
                    verdict.path("commands").asLong(),
                    verdict.path("commands_all").asLong());
            out.flush();
        }
    }

    private void endProgress() {
        if (!json && Terminal.isThere()) {
            spec.commandLine().getOut().print("\r\u001b[K");
        }
    }

    private void print(PrintWriter out, String name, JsonNode verdict) {
        String compared =
                verdict.has("sample") ? " (a sample: " + verdict.path("sample").asText() + ")" : "";
        switch (verdict.path("state").asText()) {
            case "equal" ->
                out.printf(
                        "%s is right: %,d rows in the table, %,d of them compared%s, %,d settled, equal to its query"
                                + " over %,d commands%n",
                        name,
                        verdict.path("rows_all").asLong(),
                        verdict.path("rows").asLong(),
                        compared,
                        verdict.path("settled").asLong(),
                        verdict.path("commands").asLong());
            case "different" -> {
                out.printf(
                        "%s is WRONG: it differs from its query over %,d commands%s%n",
                        name, verdict.path("commands").asLong(), compared);
                verdict.path("differences").forEach(line -> out.println("  " + line.asText()));
            }
            default -> out.println(verdict.path("reason").asText());
        }
    }
}
