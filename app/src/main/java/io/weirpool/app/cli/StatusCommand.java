package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.status.StatusClient;
import io.weirpool.app.status.StatusClient.NoStatus;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how a running Weirpool is, once or again and again. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How far every source, view and process is, and why something is behind: the source, the"
                + " processor, the sink or the database.",
        footer = {
            "",
            "Examples:",
            "  weirpool status",
            "  weirpool status --watch",
            "  weirpool status --json --url http://10.0.0.7:8080 | jq '.views[] | select(.lag_records > 0)'",
            "",
            "Exit codes: 0 healthy, 1 not healthy or no answer, 2 wrong usage."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the running Weirpool (default: ${DEFAULT-VALUE}, or what WEIRPOOL_HTTP_URL says)",
            defaultValue = "${env:WEIRPOOL_HTTP_URL:-http://127.0.0.1:8080}")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--over",
            paramLabel = "SECONDS",
            description = "rates are taken over this long, 1 to 30 (default: ${DEFAULT-VALUE})",
            defaultValue = "2")
    private int over = 2;

    @Option(names = "--watch", description = "go on until Ctrl-C")
    private boolean watch;

    @Option(names = "--json", description = "print the answer as JSON; with --watch one line each")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (over < 1 || over > 30) {
            throw new ParameterException(spec.commandLine(), "--over is " + over + ", wanted 1 to 30");
        }
        StatusClient client = new StatusClient(ServerUrl.checked(url, spec));
        int code = look(client);
        while (watch) {
            code = look(client);
        }
        return code;
    }

    /** @return the exit code of what was seen */
    private int look(StatusClient client) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            JsonNode status = client.status(over);
            print(out, status);
            return status.path("healthy").asBoolean() ? 0 : 1;
        } catch (NoStatus e) {
            if (!watch) {
                spec.commandLine().getErr().println(e.getMessage());
                return 1;
            }
            out.println(e.getMessage()); // it may be starting again
            out.flush();
            Thread.sleep(1_000L * over);
            return 1;
        }
    }

    private void print(PrintWriter out, JsonNode status) {
        if (json) {
            out.println(watch ? status.toString() : status.toPrettyString());
        } else {
            if (watch && Terminal.isThere()) {
                out.print(CLEAR);
            }
            StatusText.of(status).forEach(out::println);
        }
        out.flush();
    }
}
