package io.weirpool.common.kafka;

import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Repeats;
import io.weirpool.common.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commands of the last day were repeats, as source tasks say. It reads on when somebody asks, and only then; so
 * whoever asks after a position was reached hears of the repeats before it. Thread-safe.
 */
public final class RepeatIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatIndex.class);

    /* At some 200 bytes each 20 MB; what is older is answered as if it had been a first one. */
    private static final int RUNS_MAX = 100_000;

    private static final Duration WAIT_MAX = Duration.ofSeconds(3);

    private final KafkaConfig kafka;
    private final Map<LogPartition, NavigableMap<Long, Repeats.Run>> runs = new HashMap<>();
    private final Deque<Kept> oldestFirst = new ArrayDeque<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable TopicPartition topic;
    private volatile boolean closed;

    private record Kept(LogPartition partition, long first) {}

    public RepeatIndex(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /**
     * How many commands from {@code from} to before {@code to} are repeats; empty when Kafka does not say.
     *
     * @param trace of the request that sent them; null for any
     */
    public synchronized OptionalLong count(Name pipeline, Position from, Position to, @Nullable String trace) {
        try {
            readOn(pipeline);
        } catch (RuntimeException e) { // Kafka is away, or what stands there is none of ours
            LOG.warn("the repeats of {} cannot be read", pipeline, e);
            closeConsumer();
            return OptionalLong.empty();
        }
        long count = 0;
        for (Map.Entry<LogPartition, Long> end : to.nextOffsets().entrySet()) {
            long first = from.nextOffsets().getOrDefault(end.getKey(), end.getValue() - 1);
            count += count(end.getKey(), first, end.getValue(), trace);
        }
        return OptionalLong.of(count);
    }

    private long count(LogPartition partition, long from, long to, @Nullable String trace) {
        NavigableMap<Long, Repeats.Run> known = runs.get(partition);
        if (known == null) {
            return 0;
        }
        Long begin = known.floorKey(from);
        return known.subMap(begin == null ? from : begin, true, to, false).values().stream()
                .filter(run -> trace == null || run.trace().equals(trace))
                .mapToLong(run -> run.within(from, to))
                .sum();
    }

    private void readOn(Name pipeline) {
        if (closed) {
            throw new KafkaException("closed");
        }
        TopicPartition wanted = new TopicPartition(Topics.repeats(pipeline), 0);
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null || !wanted.equals(topic)) {
            closeConsumer();
            open = open(wanted);
            consumer = open;
            topic = wanted;
        }
        long end = open.endOffsets(List.of(wanted), WAIT_MAX).getOrDefault(wanted, 0L);
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (open.position(wanted, WAIT_MAX) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(wanted.topic() + " is not read to its end in time");
            }
            open.poll(Duration.ofMillis(100)).forEach(entry -> take(Repeats.fromJson(entry.value())));
        }
    }

    private KafkaConsumer<byte[], byte[]> open(TopicPartition wanted) {
        runs.clear();
        oldestFirst.clear();
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(TopicSpec.repeats(wanted.topic()));
        }
        return CatalogTopic.consumer(kafka, wanted);
    }

    private void take(Repeats repeats) {
        NavigableMap<Long, Repeats.Run> known = runs.computeIfAbsent(repeats.partition(), p -> new TreeMap<>());
        for (Repeats.Run run : repeats.runs()) {
            addWhatIsNew(repeats.partition(), known, run);
        }
        while (oldestFirst.size() > RUNS_MAX) {
            Kept oldest = oldestFirst.remove();
            NavigableMap<Long, Repeats.Run> of = runs.get(oldest.partition());
            if (of != null) {
                of.remove(oldest.first());
            }
        }
    }

    /** Each flow says it, and cuts it where it commits. */
    private void addWhatIsNew(LogPartition partition, NavigableMap<Long, Repeats.Run> known, Repeats.Run run) {
        long at = run.first();
        while (at < run.next()) {
            Map.Entry<Long, Repeats.Run> before = known.floorEntry(at);
            if (before != null && before.getValue().next() > at) {
                at = before.getValue().next();
                continue;
            }
            Long after = known.higherKey(at);
            long next = after == null ? run.next() : Math.min(run.next(), after);
            known.put(at, new Repeats.Run(at, next, run.trace()));
            oldestFirst.add(new Kept(partition, at));
            at = next;
        }
    }

    private void closeConsumer() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            closeConsumer();
        }
    }
}
