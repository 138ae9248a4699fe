package io.weirpool.bench.scale;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weirpool bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description =
                "A GROUP BY over events that lie in Kafka, by processes that share it, partitions, keys and backlog,"
                        + " until its last row can be read in PostgreSQL.",
        footer = {
            "",
            "'per job CPU s' is events per CPU second of all processes of processor and sink,",
            "from when tasks were given out; peak PSS is the most each had, added up; state",
            "is what they left on disk. Each run begins cold, which weighs more on short ones.",
            "",
            "The default takes less than 10 minutes. Larger: --large adds 10,000,000 keys",
            "(20,000,000 events, some 10 GB of disk) and as large a backlog, and half an hour;",
            "--rounds 3 takes medians; the lists take any numbers.",
            "",
            "Examples:",
            "  weirpool bench scale",
            "  weirpool bench scale --large --rounds 3",
            "  weirpool bench scale --instances 1,2,4 --partitions 2 --keys 0 --backlog 0",
            "  weirpool bench scale --instances 0 --keys 100000,3000000 --backlog 0"
        })
public final class ScaleCommand extends Measurement {
    private static final int LARGE = 10_000_000;

    @Option(
            names = "--instances",
            paramLabel = "N",
            split = ",",
            description = "processes of processor and sink; 0: leave out (default: 1,2)")
    private List<Integer> instances = List.of(1, 2);

    @Option(
            names = "--partitions",
            paramLabel = "N",
            split = ",",
            description = "of the source for each of them (default: 1,2,4)")
    private List<Integer> partitions = List.of(1, 2, 4);

    @Option(names = "--events", paramLabel = "N", description = "for these (default: ${DEFAULT-VALUE})")
    private long events = 500_000;

    @Option(
            names = "--keys",
            paramLabel = "N",
            split = ",",
            description = "of 1,000,000 events, or two events for each; 0: leave out (default: 10000,1000000)")
    private List<Integer> keys = List.of(10_000, 1_000_000);

    @Option(
            names = "--backlog",
            paramLabel = "N",
            split = ",",
            description = "events, of 10,000 keys; 0: leave out (default: 250000,2000000)")
    private List<Long> backlog = List.of(250_000L, 2_000_000L);

    @Option(names = "--large", description = "10,000,000 keys and events, too")
    private boolean large;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "the one in the middle counts (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of processor and sink")
    private Map<String, String> settings = Map.of();

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Table table = new ScaleBench(cases(), rounds, settings, directory).run(tell);
        String conditions = "medians of %d %s".formatted(rounds, settings.isEmpty() ? "" : settings);
        return new Found(conditions.strip(), table);
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>(Case.ofInstances(wanted(instances), partitions, events));
        cases.addAll(Case.ofKeys(with(wanted(keys), LARGE)));
        cases.addAll(Case.ofBacklog(with(wanted(backlog), (long) LARGE)));
        return cases;
    }

    private <N> List<N> with(List<N> numbers, N more) {
        return large ? Stream.concat(numbers.stream(), Stream.of(more)).toList() : numbers;
    }

    private static <N extends Number> List<N> wanted(List<N> numbers) {
        return numbers.stream().filter(number -> number.longValue() > 0).toList();
    }
}
