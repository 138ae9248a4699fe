package io.weirpool.bench.sink;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weirpool bench sink}. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description =
                "A view topic that is filled before, until the sink has written the last of it: first rows, updates,"
                        + " deletes; beside it the fastest ways to write as many rows at once to PostgreSQL.",
        footer = {
            "",
            "The rows are in the topic before, in one transaction of Kafka. Time and CPU seconds",
            "are those between its end and the last row's commit. The sink runs all the time and",
            "has written 900,000 rows of another view before. The others write 5,000 rows a",
            "transaction over 1 and 2 connections for two seconds each, in one process, fsync on;",
            "rows that are new are compared with a plain COPY, which comes last, warm as well.",
            "",
            "Examples:",
            "  weirpool bench sink",
            "  weirpool bench sink --keys 100000 --changes 200000 --rounds 1"
        })
public final class SinkCommand extends Measurement {
    @Option(names = "--keys", paramLabel = "N", split = ",", description = "of the table (default: 100000,1000000)")
    private List<Integer> keys = List.of(100_000, 1_000_000);

    @Option(names = "--changes", paramLabel = "N", description = "updates (default: ${DEFAULT-VALUE})")
    private int changes = 500_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "the one in the middle counts (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--peers", paramLabel = "DIR", description = "PostgreSQL's ways (default: ../shared/peers)")
    private Path peers = Workplace.home().resolveSibling("shared").resolve("peers");

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        PostgresWays ways = new PostgresWays(peers);
        if (!ways.areBuilt()) {
            tell.accept("PostgreSQL's own ways are left out: %s is not built (--peers says where)".formatted(peers));
        }
        Table table = new SinkBench(keys, changes, rounds, ways, directory).run(tell);
        return new Found("%,d updates, 2 partitions, medians of %d".formatted(changes, rounds), table);
    }
}
