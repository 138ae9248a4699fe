package io.weirpool.bench.ingest;

import io.weirpool.bench.report.Machine;
import io.weirpool.bench.report.Results;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weirpool bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "Posts to the HTTP door at given rates, then as many as it takes; beside it the same server without"
                        + " Kafka, and Kafka's own producer; then with repeats, garbage and slow clients among them.",
        footer = {
            "",
            "The load is open: latency counts from when a post was due. Door, broker and load",
            "share the machine, and each one's CPU seconds stand beside the rate.",
            "",
            "Examples:",
            "  weirpool bench ingest",
            "  weirpool bench ingest batch",
            "  weirpool bench ingest single --rate 8000 --seconds 10 --rounds 1"
        })
public final class IngestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PART", arity = "0..*", description = "single, batch, mixed (default: all)")
    private List<IngestBench.Part> parts = List.of(IngestBench.Part.values());

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            description = "single posts a second (default: 2000,4000,6000,8000,10000,12000,15000)")
    private List<Integer> rates = List.of(2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 15_000);

    @Option(names = "--seconds", paramLabel = "N", description = "of each run (default: ${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--warm-up", paramLabel = "N", description = "seconds, of each server (default: ${DEFAULT-VALUE})")
    private int warmUp = 20;

    @Option(names = "--rounds", paramLabel = "N", description = "of each pair (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--connections", paramLabel = "N", description = "of the load (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (Workplace place = Workplace.make()) {
            Table table = new IngestBench(
                            EnumSet.copyOf(parts),
                            rates,
                            Duration.ofSeconds(seconds),
                            Duration.ofSeconds(warmUp),
                            rounds,
                            connections,
                            place.directory())
                    .run(err::println);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep(
                            "ingest",
                            Machine.here(Workplace.home()),
                            "rows of 130 bytes, 2 partitions, %d connections, %d s each"
                                    .formatted(connections, seconds),
                            table);
            spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        }
        return 0;
    }
}
