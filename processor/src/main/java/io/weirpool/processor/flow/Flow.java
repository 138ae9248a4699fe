package io.weirpool.processor.flow;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.weirpool.common.catalog.History.Build;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.RootCause;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Wanted;
import io.weirpool.processor.topology.CommitPace;
import io.weirpool.processor.topology.FlowTopology;
import io.weirpool.processor.topology.LiveFlows;
import io.weirpool.processor.topology.Pace;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.plan.ViewPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running flow. A thread of it that dies is replaced after a pause, for as long as it takes. */
final class Flow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    /** A role has 10 s to stop, with all its flows; a flow commits in milliseconds. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(8);
    /** Between two tries; long enough to leave a broken broker alone. */
    private static final long PAUSE_MS_MAX = 5_000;

    private static final long PAUSE_MS_FIRST = 100;
    /** A thread that lived that long after a failure is taken for well. */
    private static final long WELL_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String application;
    private final Path directory;
    private final Wanted wanted;
    private final Pace pace;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final LostMembers lostMembers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Failure failure;
    private volatile boolean rebalanced;

    private record Failure(String what, long pauseMs, long atNanos) {
        boolean isOver() {
            return System.nanoTime() - atNanos > WELL_AFTER_NANOS;
        }
    }

    private Flow(
            String application,
            Path directory,
            Wanted wanted,
            Pace pace,
            KafkaStreams streams,
            KafkaConfig kafka,
            MeterRegistry metrics) {
        this.application = application;
        this.directory = directory;
        this.wanted = wanted;
        this.pace = pace;
        this.streams = streams;
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
        this.lostMembers = LostMembers.watch(kafka, application, this::hasRebalanced);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.REBALANCING) {
                rebalanced = true;
            }
        });
        streams.setUncaughtExceptionHandler(this::onFailure);
        streamsMetrics.bindTo(metrics);
    }

    /** Since it was asked the last time, or now. */
    private boolean hasRebalanced() {
        boolean lately = rebalanced;
        rebalanced = streams.state() == KafkaStreams.State.REBALANCING;
        return lately || rebalanced;
    }

    /**
     * Makes topics, compiles nothing, starts; returns before it has caught up.
     *
     * @param catchUp is completed when the flow has been told of all that the catalog says at the time of the call
     * @param live those of this process
     */
    static Flow start(
            int number,
            Revision revision,
            Pipeline definitions,
            ProcessorConfig config,
            KafkaConfig kafka,
            Supplier<CompletableFuture<Void>> catchUp,
            LiveFlows live,
            MeterRegistry metrics) {
        List<View> views = revision.viewsOf(number);
        Map<Name, ViewPlan> plans =
                definitions.views().stream().collect(Collectors.toMap(ViewPlan::name, Function.identity()));
        List<Source> read = definitions.sources().stream()
                .filter(s -> views.stream()
                        .anyMatch(v ->
                                v.inputs().stream().anyMatch(i -> i.source().equals(s.name()))))
                .toList();
        String application = Topics.application(revision.pipeline(), number);
        List<View> retired = revision.build(number).map(Build::retired).orElse(List.of());
        FlowTopics.ensure(
                kafka,
                revision.pipeline(),
                number,
                read,
                views.stream().filter(v -> !retired.contains(v)).toList());
        StoredLayout.require(
                kafka,
                revision.pipeline(),
                number,
                views.stream()
                        .map(view -> requireNonNull(plans.get(view.name())))
                        .toList());
        Map<LogPartition, Long> begins = begins(views);
        Map<LogPartition, Long> first =
                new HashMap<>(FlowTopics.firstOffsets(kafka, revision.pipeline(), read, application));
        begins.forEach((partition, offset) -> first.merge(partition, offset, Math::max));
        FlowTopics.beginAt(kafka, application, begins);
        Wanted wanted = new Wanted(catchUp);
        FlowPlan plan = FlowPlan.of(revision.pipeline(), number, definitions.sources(), views, plans, wanted, first);
        Pace pace = revision.build(number)
                .map(build -> new Pace(build.recordsPerSecondMax(), build.ends(), live))
                .orElseGet(() -> new Pace(0, Map.of(), live));
        CommitPace commits = new CommitPace(config.commitInterval(), pace::standsBy);
        Path directory = config.stateDirectory().resolve(application);
        RoomOnDisk.require(directory);
        KafkaStreams streams = new KafkaStreams(
                FlowTopology.build(plan, metrics, config.inMemory(), commits, pace),
                FlowSettings.of(application, config, kafka, pace.isThrottled()),
                new BatchingClients(plan.sources().keySet(), pace::standsBy, commits::committed));
        Flow flow = new Flow(application, directory, wanted, pace, streams, kafka, metrics);
        flow.follow(revision, number);
        streams.start();
        return flow;
    }

    /** Where partitions begin to be read that are not read from their beginning; such a flow has one view. */
    private static Map<LogPartition, Long> begins(List<View> views) {
        Map<LogPartition, Long> begins = new HashMap<>();
        for (View view : views) {
            if (view.copied() != null) {
                view.copied().from().forEach((log, offsets) -> {
                    for (int partition = 0; partition < offsets.size(); partition++) {
                        begins.put(new LogPartition(log, partition), offsets.get(partition));
                    }
                });
            }
        }
        return begins;
    }

    /**
     * Nothing more is done for versions that are retired; commands may be of sources as they are declared now; and while nobody
     * reads any of its versions the flow stands by.
     */
    void follow(Revision revision, int number) {
        if (pace.standBy(revision.standsBy(number))) {
            LOG.info("flow {} {}", application, pace.standsBy() ? "stands by" : "is read");
        }
        wanted.retire(revision.build(number).map(Build::retired).orElse(List.of()));
        wanted.declare(revision.sources());
    }

    /** In the dying thread: waits, so that what is broken is not hammered, and lets another take its place. */
    private StreamThreadExceptionResponse onFailure(Throwable thrown) {
        Failure last = failure;
        long pause = last == null || last.isOver() ? PAUSE_MS_FIRST : Math.min(last.pauseMs() * 2, PAUSE_MS_MAX);
        failure = new Failure(RootCause.of(thrown), pause, System.nanoTime());
        LOG.warn("flow {}: a thread died and is replaced in {} ms", application, pause, thrown);
        try {
            if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    Optional<String> whyNotReady() {
        Failure last = failure;
        if (last != null && !last.isOver()) {
            return Optional.of("flow " + application + ": " + last.what());
        }
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? Optional.empty()
                : Optional.of("flow " + application + " is " + state);
    }

    /** Stops for good: what it kept here goes as well. */
    void end() {
        close();
        streams.cleanUp();
        removeDirectory();
    }

    /** Kafka Streams empties it but for two small files. What cannot be removed is in nobody's way. */
    private void removeDirectory() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            LOG.info("flow {} has ended; left behind: {}", application, e.toString());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        wanted.end();
        lostMembers.close();
        streamsMetrics.close();
        // Leaves the group, so that others take over at once and a restart need not wait for the session to end.
        streams.close(CloseOptions.timeout(CLOSE_MAX)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
