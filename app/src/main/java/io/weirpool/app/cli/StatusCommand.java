package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import io.weirpool.app.operate.ServerRefusal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ServerOption at = new ServerOption();

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
        Server server = at.server();
        int code = look(server);
        while (watch) {
            code = look(server);
        }
        return code;
    }

    /** @return the exit code of what was seen */
    private int look(Server server) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            JsonNode status = server.get("/v1/operate/status?over=" + over);
            print(out, status);
            return status.path("healthy").asBoolean() ? 0 : 1;
        } catch (ServerRefusal e) {
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
