package io.weirpool.app.cli;

import io.weirpool.app.demo.Demo;
import io.weirpool.app.demo.DemoConfig;
import io.weirpool.app.run.Shutdown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flights, end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a whole Weirpool on a temporary directory, feeds it 33,000 real flight reports over HTTP,"
                + " shows what became of them, and keeps running until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  weirpool demo --once         checked against the input file, then stopped",
            "  weirpool demo --speed 2000   the day of reports in a minute",
            "",
            "Exit codes: 0 the views agree with the input, 1 they do not, 2 wrong usage."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--once",
            description =
                    "compare the views with figures computed directly from the input, and exit: 0 when they agree,"
                            + " 1 with the difference when not")
    private boolean once;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "N times as fast as it happened (default: as fast as it goes)")
    private double speed;

    @Option(names = "--port", paramLabel = "N", description = "of the HTTP server (default: a free one)")
    private int port;

    @Option(names = "--figures-from", paramLabel = "DIR", hidden = true)
    private @Nullable Path figuresFrom;

    @Override
    public Integer call() throws InterruptedException {
        if (!(speed >= 0)) {
            throw new ParameterException(spec.commandLine(), "--speed is a number above 0");
        }
        Ports.check(spec, port);
        PrintWriter out = spec.commandLine().getOut();
        Shutdown shutdown = Signals.stopping(new Shutdown());
        DemoConfig config = new DemoConfig(once, speed, port, Terminal.isThere(), Optional.ofNullable(figuresFrom));
        List<String> differences = new Demo(config, out, shutdown).run();
        report(differences, out);
        if (!once) {
            out.println("Running until Ctrl-C.");
            Signals.sleepForEver(new CountDownLatch(1));
        }
        shutdown.close();
        return differences.isEmpty() ? 0 : 1;
    }

    private void report(List<String> differences, PrintWriter out) {
        if (differences.isEmpty()) {
            out.println("The views agree with figures computed directly from the input.");
        } else {
            PrintWriter err = spec.commandLine().getErr();
            err.println("weirpool: the views differ from figures computed directly from the input:");
            differences.forEach(line -> err.println("  " + line));
        }
    }
}
