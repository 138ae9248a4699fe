package io.weirpool.bench.ingest;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class IngestCommand extends Measurement {
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

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "seconds of all it takes, of each server (default: ${DEFAULT-VALUE})")
    private int warmUp = 60; // JVMs of door, broker and load compile for most of a minute

    @Option(names = "--rounds", paramLabel = "N", description = "of each pair (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--connections", paramLabel = "N", description = "of the load (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Table table = new IngestBench(
                        EnumSet.copyOf(parts),
                        rates,
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(warmUp),
                        rounds,
                        connections,
                        directory)
                .run(tell);
        String conditions = "rows of 130 bytes, 2 partitions, %d connections, %d s each, %d s of warming"
                .formatted(connections, seconds, warmUp);
        return new Found(conditions, table);
    }
}
