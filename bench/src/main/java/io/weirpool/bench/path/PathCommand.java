package io.weirpool.bench.path;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weirpool bench path}. */
@Command(
        name = "path",
        mixinStandardHelpOptions = true,
        description =
                "Orders that keep three totals and one table to look them up in up to date: inside the request, by a"
                        + " service of its own, then through Weirpool; how many requests each takes until p99 passes 100"
                        + " ms.",
        footer = {
            "",
            "The load is open: latency counts from when a request was due. Rates double, then",
            "the step is halved, to 19 %%. The synchronous service has the product's HTTP server,",
            "HikariCP with the best size of --pool, and one transaction for each order: one",
            "unnest statement for each table, in one message, rows always in the same order.",
            "Orders are spread evenly over customers, products and --hours, so that few wait",
            "for the same rows; with --hours 1 all of them count for one row, as they do live.",
            "'readable' is from the answer until a reader of PostgreSQL sees the order in the",
            "table and in its customer's total (looked for every 5 ms), 'behind' from the last",
            "answer until all four tables are complete; CPU seconds go up to then.",
            "A side saturates at the first rate of which it takes less than 97 %%. Lost or doubled",
            "lines on either side fail the run.",
            "",
            "Examples:",
            "  weirpool bench path",
            "  weirpool bench path --rounds 1 --seconds 3 --warm-up 3",
            "  weirpool bench path --hours 1                 one row that all orders change",
            "  weirpool bench path --lines 1 --pool 8,16 --set processor.commit.interval='50 ms'"
        })
public final class PathCommand extends Measurement {
    private static final int HOURS_MAX = 28 * 24;
    private static final int LINES_MAX = 1_000;
    /** The server takes 60 connections, and others look at it. */
    private static final int POOL_MAX = 50;

    @Option(names = "--rate", paramLabel = "N", description = "requests/s to begin with (default: ${DEFAULT-VALUE})")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "of each run (default: ${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(names = "--warm-up", paramLabel = "N", description = "seconds, of each process (default: ${DEFAULT-VALUE})")
    private int warmUp = 40; // JVMs compile for most of a minute

    @Option(names = "--rounds", paramLabel = "N", description = "of both sides (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--connections", paramLabel = "N", description = "of the load (default: ${DEFAULT-VALUE})")
    private int connections = 64;

    @Option(names = "--pool", paramLabel = "N", split = ",", description = "connections (default: 2,4,8,16,32)")
    private List<Integer> pools = List.of(2, 4, 8, 16, 32);

    @Option(names = "--lines", paramLabel = "N", description = "of each order (default: ${DEFAULT-VALUE})")
    private int lines = 3;

    @Option(names = "--hours", paramLabel = "N", description = "of the orders, up to 672 (default: ${DEFAULT-VALUE})")
    private int hours = 168;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of Weirpool")
    private Map<String, String> settings = Map.of();

    private void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong("%s is %d; it can be %d to %d".formatted(option, value, least, most));
        }
    }

    @Override
    protected void check() {
        within("--hours", hours, 1, HOURS_MAX);
        within("--lines", lines, 1, LINES_MAX);
        for (int pool : pools) {
            within("--pool", pool, 1, POOL_MAX);
        }
    }

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Load load = new Load(lines, hours, connections, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
        Table table = new PathBench(load, rate, rounds, pools, settings, directory).run(tell);
        String conditions =
                "orders of %d lines over %d hours, %d connections, runs of %d s, the one in the middle of %d rounds %s"
                        .formatted(lines, hours, connections, seconds, rounds, settings);
        return new Found(conditions.strip(), table);
    }
}
