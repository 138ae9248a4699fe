package io.weirpool.bench.micro;

import io.weirpool.bench.process.Usage;
import io.weirpool.bench.report.Machine;
import io.weirpool.bench.report.Results;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weirpool bench jmh}. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Single steps of a row under JMH, with what they allocate: the codecs, a compiled filter and"
                + " projection, the halves of a GROUP BY.",
        footer = {
            "",
            "Rows are Nexmark's bids. JMH tells on standard error how it goes on. Only what",
            "ran with all of them is kept in RESULTS.md.",
            "",
            "Examples:",
            "  weirpool bench jmh",
            "  weirpool bench jmh Json                    those whose names hold it",
            "  weirpool bench jmh 'Codec.*encode' --forks 3 --iterations 10"
        })
public final class MicroCommand implements Callable<Integer> {
    private static final String ALL = ".";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATTERN", arity = "0..1", description = "a regular expression that names hold")
    private String pattern = ALL;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs for each (default: ${DEFAULT-VALUE})")
    private int forks = 1;

    @Option(names = "--iterations", paramLabel = "N", description = "that count (default: ${DEFAULT-VALUE})")
    private int iterations = 5;

    @Option(names = "--seconds", paramLabel = "N", description = "of each iteration (default: ${DEFAULT-VALUE})")
    private int seconds = 1;

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        double before = othersSeconds();
        Table table = run();
        double others = othersSeconds() - before;
        if (pattern.equals(ALL)) {
            String conditions = "JMH, rows are Nexmark's bids, %d iterations of %d s in %d JVMs; others used %.0f CPU s"
                    .formatted(iterations, seconds, forks, others);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep("jmh", Machine.here(Workplace.home()), conditions, table);
        }
        spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        return 0;
    }

    /** CPU seconds of everybody but this process and those it waited for. */
    private static double othersSeconds() {
        return Usage.machineCpuSeconds()
                - Usage.cpuSecondsWithChildren(ProcessHandle.current().pid());
    }

    private Table run() throws Exception {
        try {
            return new Microbenchmarks(pattern, forks, iterations, seconds).run(System.err);
        } catch (NoBenchmarksException e) {
            throw new ParameterException(spec.commandLine(), "no benchmark's name holds " + pattern, e);
        }
    }
}
