package io.weirpool.bench.ingest;

import io.weirpool.bench.report.Machine;
import io.weirpool.bench.report.Results;
import io.weirpool.bench.report.Table;
import io.weirpool.bench.report.Workplace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weirpool bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Normal posts with endless headers, slow bodies, bodies that are too large, broken JSON and noise"
                + " beside them: what the normal ones notice, and what is left of heap and threads.",
        footer = {
            "",
            "Heap and threads are compared after full collections, warm, before and after.",
            "",
            "Examples:",
            "  weirpool bench soak",
            "  weirpool bench soak --seconds 120 --alone 20"
        })
public final class SoakCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seconds", paramLabel = "N", description = "of the mix (default: ${DEFAULT-VALUE})")
    private int seconds = 1_800;

    @Option(names = "--alone", paramLabel = "N", description = "seconds before and after (default: ${DEFAULT-VALUE})")
    private int alone = 60;

    @Option(names = "--rate", paramLabel = "N", description = "normal posts a second (default: ${DEFAULT-VALUE})")
    private int rate = 500;

    @Option(names = "--slow", paramLabel = "N", description = "clients (default: ${DEFAULT-VALUE})")
    private int slow = 500;

    @Option(names = "--json", description = "prints an array of objects")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (Workplace place = Workplace.make()) {
            Table table = new Soak(
                            rate, Duration.ofSeconds(alone), Duration.ofSeconds(seconds), slow, place.directory())
                    .run(err::println);
            new Results(Workplace.home().resolve("bench/RESULTS.md"))
                    .keep(
                            "soak",
                            Machine.here(Workplace.home()),
                            "%d normal posts/s, %d slow clients, %d s mixed".formatted(rate, slow, seconds),
                            table);
            spec.commandLine().getOut().println(json ? table.json() : table.markdown());
        }
        return 0;
    }
}
