package io.weirpool.bench.sink;

import io.weirpool.bench.report.Machine;
import io.weirpool.bench.report.Results;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weirpool bench sink}. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description =
                "A view topic that is filled before, until the sink has written the last of it: first rows, updates,"
                        + " deletes; beside it the fastest ways to write as many rows at once to PostgreSQL.",
        footer = {
            "",
            "Time and CPU seconds are those between the claim of the partitions and the last",
            "row's commit. The others write 5,000 rows a transaction over 1 and 2 connections,",
            "fsync on; rows that are new are compared with a plain COPY.",
            "",
            "Examples:",
            "  weirpool bench sink",
            "  weirpool bench sink --keys 100000 --changes 200000 --rounds 1"
        })
public final class SinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (Workplace place = Workplace.make()) {
            PostgresWays ways = new PostgresWays(peers);
            if (!ways.areBuilt()) {
                err.println(
                        "PostgreSQL's own ways are left out: %s is not built (--peers says where)".formatted(peers));
            }
            Table table = new SinkBench(keys, changes, rounds, ways, place.directory()).run(err::println);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep(
                            "sink",
                            Machine.here(Workplace.home()),
                            "%,d updates, 2 partitions, medians of %d".formatted(changes, rounds),
                            table);
            spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        }
        return 0;
    }
}
