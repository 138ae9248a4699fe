package io.weirpool.bench.ingest;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class SoakCommand extends Measurement {
    @Option(names = "--seconds", paramLabel = "N", description = "of the mix (default: ${DEFAULT-VALUE})")
    private int seconds = 1_800;

    @Option(names = "--alone", paramLabel = "N", description = "seconds before and after (default: ${DEFAULT-VALUE})")
    private int alone = 60;

    @Option(names = "--rate", paramLabel = "N", description = "normal posts a second (default: ${DEFAULT-VALUE})")
    private int rate = 500;

    @Option(names = "--slow", paramLabel = "N", description = "clients (default: ${DEFAULT-VALUE})")
    private int slow = 500;

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Table table = new Soak(rate, Duration.ofSeconds(alone), Duration.ofSeconds(seconds), slow, directory).run(tell);
        return new Found("%d normal posts/s, %d slow clients, %d s mixed".formatted(rate, slow, seconds), table);
    }
}
