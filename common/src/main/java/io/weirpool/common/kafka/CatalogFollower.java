package io.weirpool.common.kafka;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.RootCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each revision of the catalog to one listener. Whatever fails is said by {@link #whyNotReady}, and tried again
 * from the beginning of the topic after a pause that doubles up to 5 s.
 */
public final class CatalogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogFollower.class);
    /** Short, so that a broker that comes up together with us is found at once. */
    private static final long PAUSE_MS_FIRST = 100;
    /** Long enough to leave a broken broker alone, short enough to notice it is back before a person does. */
    private static final long PAUSE_MS_MAX = 5_000;

    /** What the listener, or a call to a broker that answers, may take to end by itself. Past it they are interrupted. */
    private static final long GRACE_MS = 500;

    private final KafkaConfig kafka;
    private final TopicPartition partition;
    private final Consumer<Revision> onRevision;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable KafkaConsumer<byte[], byte[]>> reading = new AtomicReference<>();
    private final Thread thread;
    /** Of those who want to know all that the catalog says; completed by the thread. */
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    /** The one that can be woken to answer them; null while the catalog is not followed. */
    private volatile @Nullable KafkaConsumer<byte[], byte[]> following;

    private volatile Optional<String> whyNotReady = Optional.of("the catalog has not been read yet");
    private long delivered;

    private CatalogFollower(KafkaConfig kafka, String topic, Consumer<Revision> onRevision) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, 0);
        this.onRevision = onRevision;
        this.thread = new Thread(this::run, "catalog-follower");
        this.thread.setDaemon(true);
    }

    static CatalogFollower start(KafkaConfig kafka, String topic, Consumer<Revision> onRevision) {
        CatalogFollower follower = new CatalogFollower(kafka, topic, onRevision);
        follower.thread.start();
        return follower;
    }

    /** Why the listener may not have the latest revision; empty once it has it. Cheap, from any thread. */
    public Optional<String> whyNotReady() {
        return whyNotReady;
    }

    /**
     * Completed when the listener has been given all that the catalog holds now, which takes as long as the catalog cannot be
     * read; exceptionally when the follower is closed before. From any thread; the listener must not wait for it.
     */
    public CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        asked.add(answer);
        KafkaConsumer<byte[], byte[]> consumer = following;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (closed.getCount() == 0) {
            refuseThoseWhoAsked();
        }
        return answer;
    }

    private void refuseThoseWhoAsked() {
        for (CompletableFuture<Void> one = asked.poll(); one != null; one = asked.poll()) {
            one.completeExceptionally(new IllegalStateException("the catalog is no longer followed"));
        }
    }

    /** Completes the first so many: those who had asked before the catalog's end was looked up. */
    private void answer(int count) {
        for (int i = 0; i < count; i++) {
            CompletableFuture<Void> one = asked.poll();
            if (one != null) {
                one.complete(null);
            }
        }
    }

    private void run() {
        long pauseMs = PAUSE_MS_FIRST;
        while (closed.getCount() > 0) {
            long before = delivered;
            try {
                follow();
            } catch (RuntimeException e) {
                report(e);
            }
            pauseMs = delivered > before ? PAUSE_MS_FIRST : pauseMs;
            if (pause(pauseMs)) {
                return;
            }
            pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX);
        }
    }

    private void report(RuntimeException e) {
        if (closed.getCount() > 0) {
            String why = RootCause.with(e);
            LOG.warn("catalog {}: {}; trying again", partition.topic(), why, e);
            whyNotReady = Optional.of("the catalog " + partition.topic() + ": " + why);
        }
    }

    /** True when closed meanwhile. */
    private boolean pause(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void follow() {
        CatalogTopic.ensure(kafka, partition.topic());
        try (KafkaConsumer<byte[], byte[]> consumer = CatalogTopic.consumer(kafka, partition)) {
            reading.set(consumer);
            int before = asked.size();
            RevisionLog log = new RevisionLog();
            CatalogTopic.readToEnd(consumer, partition, log);
            log.latest().ifPresent(this::deliver);
            answer(before);
            whyNotReady = Optional.empty();
            following = consumer;
            while (closed.getCount() > 0) {
                try {
                    answerThoseWhoAsk(consumer, log);
                    deliver(consumer.poll(Duration.ofSeconds(1)), log);
                } catch (WakeupException e) {
                    LOG.debug("catalog {}: closed, or somebody asks", partition.topic());
                }
            }
        } finally {
            following = null;
            reading.set(null);
        }
    }

    private void answerThoseWhoAsk(KafkaConsumer<byte[], byte[]> consumer, RevisionLog log) {
        int count = asked.size();
        if (count > 0) {
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                deliver(consumer.poll(Duration.ofMillis(200)), log);
            }
            answer(count);
        }
    }

    private void deliver(Iterable<ConsumerRecord<byte[], byte[]>> entries, RevisionLog log) {
        for (ConsumerRecord<byte[], byte[]> entry : entries) {
            Revision revision = log.take(entry);
            if (revision != null) {
                deliver(revision);
            }
        }
    }

    private void deliver(Revision revision) {
        if (revision.number() > delivered) {
            onRevision.accept(revision);
            delivered = revision.number();
        }
    }

    /**
     * Stops; returns when the listener is no longer called, at most after 10 s. Calls to a broker that is away are not
     * waited for: a process has 10 s to stop, with all its roles. Not to be called by the listener.
     */
    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading.get();
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(GRACE_MS);
            thread.interrupt();
            thread.join(KafkaCalls.WAIT_MS_MAX - GRACE_MS);
            refuseThoseWhoAsked();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
