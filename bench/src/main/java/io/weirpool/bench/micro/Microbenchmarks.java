package io.weirpool.bench.micro;

import static io.weirpool.bench.report.Cells.tenths;

import io.weirpool.bench.report.Table;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH with the profiler of allocations.
 *
 * @param pattern a regular expression that the names of benchmarks hold
 * @param forks JVMs, one after the other
 * @param iterations in each of them that count, after half as many that do not
 * @param seconds of each iteration
 */
record Microbenchmarks(String pattern, int forks, int iterations, int seconds) {
    static final List<String> COLUMNS = List.of("step", "ns/row", "error", "B/row", "MiB/s");
    private static final String PER_ROW = "gc.alloc.rate.norm";
    private static final String PER_SECOND = "gc.alloc.rate";

    /**
     * Runs them.
     *
     * @param out for what JMH tells meanwhile, and for its own table
     * @return empty when no benchmark has such a name
     */
    Table run(PrintStream out) throws RunnerException {
        TimeValue time = TimeValue.seconds(seconds);
        Options options = new OptionsBuilder()
                .include(Microbenchmarks.class.getPackageName() + ".*(?:" + pattern + ")")
                .forks(forks)
                .warmupIterations(Math.max(1, iterations / 2))
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .build();
        OutputFormat format = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
        return table(new Runner(options, format).run());
    }

    private static Table table(Collection<RunResult> results) {
        return new Table(COLUMNS, results.stream().map(Microbenchmarks::row).toList());
    }

    private static List<String> row(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        return List.of(
                name(run.getParams().getBenchmark()),
                tenths(time.getScore()),
                Double.isNaN(time.getScoreError()) ? "" : tenths(time.getScoreError()),
                secondary(run, PER_ROW),
                secondary(run, PER_SECOND));
    }

    /** Class and method. */
    private static String name(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }

    private static String secondary(RunResult run, String name) {
        for (String result : run.getSecondaryResults().keySet()) {
            if (result.endsWith(name)) {
                Result<?> found = run.getSecondaryResults().get(result);
                return String.format(Locale.ROOT, "%,.1f", found.getScore());
            }
        }
        return "";
    }
}
