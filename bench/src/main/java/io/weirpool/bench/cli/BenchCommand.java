package io.weirpool.bench.cli;

import io.weirpool.bench.engine.EngineCommand;
import io.weirpool.bench.freshness.FreshnessCommand;
import io.weirpool.bench.ingest.IngestCommand;
import io.weirpool.bench.ingest.SoakCommand;
import io.weirpool.bench.many.ManyCommand;
import io.weirpool.bench.micro.MicroCommand;
import io.weirpool.bench.path.PathCommand;
import io.weirpool.bench.scale.ScaleCommand;
import io.weirpool.bench.sink.SinkCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The measurements there are. */
@Command(
        name = "weirpool bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        header = "Measures Weirpool, every process counted, and keeps the last figures in bench/RESULTS.md.",
        footer = {
            "",
            "Examples:",
            "  weirpool bench engine             CPU and memory per event, Flink beside it",
            "  weirpool bench sink               rows/s into tables, PostgreSQL's best ways beside it",
            "  weirpool bench ingest             posts/s and latencies of the HTTP door, what bounds it beside it",
            "  weirpool bench path               requests that wait for PostgreSQL, and the same through Weirpool",
            "  weirpool bench freshness          from the answer until a reader of PostgreSQL sees it",
            "  weirpool bench soak               the door with slow, large and broken requests beside normal ones",
            "  weirpool bench many               what views cost beside each other, at work and idle",
            "  weirpool bench scale              what processes, partitions, keys and backlog change",
            "  weirpool bench jmh Json           time and allocations of single steps of a row, by JMH",
            "  weirpool bench engine --help      what can be said of each",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        },
        subcommands = {
            EngineCommand.class,
            SinkCommand.class,
            IngestCommand.class,
            PathCommand.class,
            FreshnessCommand.class,
            SoakCommand.class,
            ManyCommand.class,
            ScaleCommand.class,
            MicroCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which measurement?");
    }
}
