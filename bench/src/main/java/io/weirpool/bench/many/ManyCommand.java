package io.weirpool.bench.many;

import io.weirpool.bench.report.Measurement;
import io.weirpool.bench.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weirpool bench many}. */
@Command(
        name = "many",
        mixinStandardHelpOptions = true,
        description =
                "Views over one source in one process of processor and sink: what an event costs, and what it costs"
                        + " that nothing arrives; then the same of views in dev.",
        footer = {
            "",
            "us/event is CPU of the process, from the first event sent until every table holds",
            "the last. idle %% is of a core, while nothing arrives; of dev that is broker and",
            "all roles. PSS is the most the process had; of dev what it has idle, PostgreSQL's",
            "processes with it.",
            "",
            "Examples:",
            "  weirpool bench many",
            "  weirpool bench many --views 20 --applies 0 --dev 0 --idle 60",
            "  weirpool bench many --views 1,10,100 --events 1000000 --set processor.threads=2"
        })
public final class ManyCommand extends Measurement {
    @Option(names = "--views", paramLabel = "N", split = ",", description = "of one apply (default: 1,5,20,50)")
    private List<Integer> views = List.of(1, 5, 20, 50);

    @Option(
            names = "--applies",
            paramLabel = "N",
            description = "views of as many applies; 0: none (default: ${DEFAULT-VALUE})")
    private int applies = Figures.VIEWS_JUDGED;

    @Option(names = "--dev", paramLabel = "N", description = "views in dev; 0: none (default: ${DEFAULT-VALUE})")
    private int dev = Figures.VIEWS_JUDGED;

    @Option(names = "--events", paramLabel = "N", description = "of each backlog (default: ${DEFAULT-VALUE})")
    private long events = 400_000;

    @Option(names = "--idle", paramLabel = "N", description = "seconds without events (default: ${DEFAULT-VALUE})")
    private int idle = 30;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of processor and sink")
    private Map<String, String> settings = Map.of();

    @Override
    protected Found measure(Path directory, Consumer<String> tell) throws Exception {
        Table table =
                new ManyBench(views, applies, dev, events, Duration.ofSeconds(idle), settings, directory).run(tell);
        String conditions = "%,d events, %d partitions, idle for %d s, one run of each %s"
                .formatted(events, ManyBench.PARTITIONS, idle, settings.isEmpty() ? "" : settings);
        return new Found(conditions.strip(), table);
    }
}
