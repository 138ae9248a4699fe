package io.weirpool.processor.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.CatalogFollower;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.role.Role;
import io.weirpool.processor.topology.LiveFlows;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** The processor role: runs every flow the catalog names. */
public final class Processor implements Role {
    private final ProcessorConfig config;
    private final KafkaConfig kafka;
    private final MeterRegistry metrics;
    private final Map<Integer, Flow> flows = new ConcurrentSkipListMap<>();
    /** Why flows do not run that wait for a decision; tried again at the next revision and the next start. */
    private final Map<Integer, String> gaps = new ConcurrentSkipListMap<>();

    private final LiveFlows live = new LiveFlows();
    private final Leftovers leftovers;
    private final PublishedCounts counts;
    private final CatalogFollower catalog;
    /** The same, for flows that start before the constructor ends. */
    private final CompletableFuture<CatalogFollower> followed = new CompletableFuture<>();

    private Processor(ProcessorConfig config, KafkaConfig kafka, MeterRegistry metrics) {
        this.config = config;
        this.kafka = kafka;
        this.metrics = metrics;
        this.leftovers = new Leftovers(kafka);
        this.counts = PublishedCounts.start(ProcessorName.of(config.stateDirectory()), kafka, metrics);
        this.catalog = CatalogTopic.follow(kafka, config.catalogPrefix(), this::follow);
        this.followed.complete(catalog);
    }

    private CompletableFuture<Void> catchUp() {
        return followed.thenCompose(CatalogFollower::caughtUp);
    }

    /** Follows the catalog until closed. Returns at once; Kafka need not be up. */
    public static Processor start(ProcessorConfig config, KafkaConfig kafka, MeterRegistry metrics) {
        return new Processor(config, kafka, metrics);
    }

    /** In the follower's thread. What throws here is tried again by it; flows that run are left alone. */
    private void follow(Revision revision) {
        Set<Integer> wanted = new TreeSet<>();
        for (View view : revision.versions()) {
            wanted.add(view.flow());
        }
        flows.forEach(
                (number, flow) -> flow.follow(revision, number)); // first: commands of new declarations come at once
        stopAllBut(wanted);
        leftovers.removeLater(revision);
        counts.of(revision.pipeline(), wanted);
        wanted.removeAll(flows.keySet());
        Map<List<SourceFile>, Pipeline> compiled = new HashMap<>();
        for (int number : wanted) {
            Pipeline definitions = compiled.computeIfAbsent(revision.filesOf(number), PipelineCompiler::compile);
            start(number, revision, definitions);
        }
    }

    /** A flow whose log, or whose state, is not what it was waits for a decision, and keeps no other from starting. */
    private void start(int number, Revision revision, Pipeline definitions) {
        try {
            flows.put(number, Flow.start(number, revision, definitions, config, kafka, this::catchUp, live, metrics));
            gaps.remove(number);
        } catch (WeirpoolException e) {
            if (e.code() != ErrorCode.GAP && e.code() != ErrorCode.STATE_FORMAT_UNKNOWN) {
                throw e;
            }
            gaps.put(number, "flow %d: %s: %s".formatted(number, e.code().slug(), e.getMessage()));
        }
    }

    private void stopAllBut(Set<Integer> wanted) {
        Map<Integer, Flow> unwanted = new TreeMap<>(flows);
        unwanted.keySet().removeAll(wanted);
        gaps.keySet().retainAll(wanted);
        unwanted.forEach((number, flow) -> {
            flow.end();
            flows.remove(number);
        });
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public Optional<String> whyNotReady() {
        return catalog.whyNotReady()
                .or(() -> gaps.values().stream().findFirst())
                .or(() -> flows.values().stream()
                        .flatMap(flow -> flow.whyNotReady().stream())
                        .findFirst());
    }

    @Override
    public void close() {
        catalog.close();
        leftovers.close();
        counts.close();
        flows.values().parallelStream().forEach(Flow::close);
        flows.clear();
    }
}
