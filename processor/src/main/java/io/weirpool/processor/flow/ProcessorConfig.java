package io.weirpool.processor.flow;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How flows run.
 *
 * @param catalogPrefix of the catalog topic
 * @param stateDirectory where RocksDB lives; made when missing, not shared between processes. What is lost there is
 *     restored from the changelogs
 * @param commitInterval between two transactions of a flow that keeps up: the delay of each hop
 * @param backlogCommitInterval between two transactions of a flow that works off a backlog; no shorter than the other
 * @param threads of each flow
 * @param inMemory whether state is on the heap, restored from the changelogs at each start
 */
public record ProcessorConfig(
        String catalogPrefix,
        Path stateDirectory,
        Duration commitInterval,
        Duration backlogCommitInterval,
        int threads,
        boolean inMemory) {
    /** Soon enough for a person who waits; 15 % dearer than 1 s where it was measured. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    /** Nobody waits for a single row then; keys that change again and again are written once. */
    public static final Duration BACKLOG_COMMIT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration COMMIT_INTERVAL_MIN = Duration.ofMillis(10);
    /** A view is behind by that much for each of its hops. */
    private static final Duration COMMIT_INTERVAL_MAX = Duration.ofSeconds(30);
    /** A thread of Kafka Streams costs a consumer and a producer; more processes serve better than more threads. */
    private static final int THREADS_MAX = 64;

    /** State in RocksDB. */
    public ProcessorConfig(String catalogPrefix, Path stateDirectory, Duration commitInterval, int threads) {
        this(catalogPrefix, stateDirectory, commitInterval, BACKLOG_COMMIT_INTERVAL, threads, false);
    }

    /** Reads {@code catalog.prefix} and {@code processor.*}. */
    public static ProcessorConfig from(Settings settings) {
        Setting<String> prefix = SharedKeys.catalogPrefix(settings);
        Setting<Path> state = settings.path("processor.state.directory", Path.of("state"))
                .means("Where RocksDB keeps the state of views. Each processor needs its own. What is lost there is"
                        + " restored from Kafka.");
        Setting<Duration> commit = settings.duration("processor.commit.interval", COMMIT_INTERVAL)
                .between(COMMIT_INTERVAL_MIN, COMMIT_INTERVAL_MAX)
                .means(
                        "Time from the end of a transaction to the next: a view is behind by that much for each of its hops. Longer"
                                + " costs less.");
        Setting<Duration> backlog = settings.duration("processor.commit.interval.backlog", BACKLOG_COMMIT_INTERVAL)
                .between(COMMIT_INTERVAL_MIN, COMMIT_INTERVAL_MAX)
                .means("The same while a flow is more than 1 s behind its logs; the longer of the two counts."
                        + " Transactions are then larger and fewer.");
        Setting<Integer> threads = settings.integer("processor.threads", 1)
                .between(1, THREADS_MAX)
                .means("Threads of each flow. More than the partitions of its sources are idle.");
        Setting<Boolean> inMemory = settings.bool("processor.state.memory", false)
                .means("Keeps the state on the heap instead, restored from Kafka at each start.");
        settings.rejectIfInvalid();
        return new ProcessorConfig(
                prefix.value(), state.value(), commit.value(), backlog.value(), threads.value(), inMemory.value());
    }

    /** As {@code dev} and tests run it: one thread, state in RocksDB. */
    public static ProcessorConfig local(String catalogPrefix, Path stateDirectory) {
        return new ProcessorConfig(catalogPrefix, stateDirectory, COMMIT_INTERVAL, 1);
    }
}
