package io.weirpool.app.cli;

import io.weirpool.app.demo.Demo;
import io.weirpool.app.demo.DemoConfig;
import io.weirpool.app.demo.Example;
import io.weirpool.app.run.Shutdown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A bundled pipeline, end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts a whole Weirpool on a temporary directory, feeds it over HTTP, shows what became of it, and"
                        + " keeps running until Ctrl-C.",
        footer = {
            "",
            "flights: 33,000 real flight reports. nexmark: the people, auctions and bids of",
            "the Nexmark benchmark and its 23 queries.",
            "",
            "Examples:",
            "  weirpool demo --once         checked against the input, then stopped",
            "  weirpool demo --speed 2000   the day of reports in a minute",
            "  weirpool demo nexmark --events 20000 --once",
            "",
            "Exit codes: 0 the views agree with the input, 1 they do not, 2 wrong usage."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int EVENTS = 50_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PIPELINE", arity = "0..1", description = "${COMPLETION-CANDIDATES} (default: flights)")
    private Pipeline pipeline = Pipeline.flights;

    /** The bundled pipelines, by the names people type. */
    private enum Pipeline {
        flights,
        nexmark
    }

    @Option(names = "--events", paramLabel = "N", description = "of nexmark: how many (default: " + EVENTS + ")")
    private @Nullable Integer events;

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
        Example example = example();
        PrintWriter out = spec.commandLine().getOut();
        Shutdown shutdown = Signals.stopping(new Shutdown());
        DemoConfig config = new DemoConfig(example, once, speed, port, Terminal.isThere());
        List<String> differences = new Demo(config, out, shutdown).run();
        report(differences, out);
        if (!once) {
            out.println("Running until Ctrl-C.");
            Signals.sleepForEver(new CountDownLatch(1));
        }
        shutdown.close();
        return differences.isEmpty() ? 0 : 1;
    }

    private Example example() {
        if (pipeline == Pipeline.nexmark) {
            int wanted = events == null ? EVENTS : events;
            if (wanted < 1) {
                throw new ParameterException(spec.commandLine(), "--events is a number above 0");
            }
            return Example.nexmark(wanted);
        }
        if (events != null) {
            throw new ParameterException(
                    spec.commandLine(), "--events is for nexmark; the flights are as many as they are");
        }
        return figuresFrom == null ? Example.flights() : Example.flights(figuresFrom);
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
