package io.weirpool.sink;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import io.weirpool.sink.read.BacklogReader;
import io.weirpool.sink.read.PartitionReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes, beside the loop that has won them, partitions that people do not wait for: of versions nobody reads, and such as are
 * far behind. Otherwise each row of a live view would come after what one fetch holds of a build, which is up to a hundred
 * thousand rows. It reads with a consumer of its own: one that pauses partitions and goes on with the others first waits for the
 * fetch that is under way.
 *
 * <p>The claim of a partition goes with it, there and back.
 */
final class Backlog extends Loop {
    /** How late it is seen that a version is live now. */
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    /**
     * Of a backlog there is mostly enough for a transaction before the one under way ends. Its last records need not wait for
     * more.
     */
    private static final Duration AGE_MAX = Duration.ofMillis(10);

    private final KafkaConfig kafka;
    private final String client;
    private final BatchLimits limits;
    private final Unread unread;
    private final Writing writing;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();
    private final Runnable hasReturned;
    private volatile @Nullable BacklogReader reader;

    /** What the other loop asks for. */
    private sealed interface Order {
        record Take(Claim claim, String topic) implements Order {}

        record Leave(List<ViewPartition> partitions) implements Order {}
    }

    /**
     * A partition that is the other loop's again.
     *
     * @param claim as far as it is written
     * @param isFenced somebody else has claimed it
     */
    record Returned(Claim claim, boolean isFenced) {}

    /**
     * Starts no thread.
     *
     * @param client how Kafka calls its consumer
     * @param hasReturned called in this loop's thread when there is something to take back
     */
    Backlog(
            KafkaConfig kafka,
            String client,
            BatchLimits limits,
            Lanes lanes,
            Readiness readiness,
            SinkMetrics metrics,
            Unread unread,
            Runnable hasReturned) {
        super("sink's backlog", readiness);
        this.kafka = kafka;
        this.client = client;
        this.limits = limits;
        this.unread = unread;
        this.hasReturned = hasReturned;
        this.writing = new Writing(limits.withAgeAtMost(AGE_MAX), lanes, readiness, metrics, this::fenced);
    }

    /** Writes this partition until it is returned or {@link #leave} is called. From any thread. */
    void take(Claim claim, String topic) {
        order(new Order.Take(claim, topic));
    }

    /** They are somebody else's now. From any thread. */
    void leave(Collection<ViewPartition> partitions) {
        order(new Order.Leave(List.copyOf(partitions)));
    }

    private void order(Order order) {
        orders.add(order);
        wakeUp();
    }

    /** The next that has come back. From any thread. */
    Optional<Returned> returned() {
        return Optional.ofNullable(returned.poll());
    }

    @Override
    @Nullable PartitionReader reader() {
        return reader;
    }

    @Override
    void cycle() throws InterruptedException {
        BacklogReader from = reader;
        boolean idle = from == null || from.reads().isEmpty();
        Order next = idle ? orders.poll(POLL_MAX.toMillis(), TimeUnit.MILLISECONDS) : orders.poll();
        if (next != null) {
            follow(next);
        } else if (from != null && !idle) {
            from.poll(writing.untilDue(POLL_MAX), writing::batchOf);
            writing.write(from);
            giveBack(from);
        }
    }

    private void follow(Order order) {
        BacklogReader from = reader;
        if (from == null) {
            from = new BacklogReader(kafka, client, limits.rowsMax());
            reader = from;
        }
        if (order instanceof Order.Take take) {
            writing.begin(take.claim());
            from.take(take.claim().partition(), take.topic(), take.claim().nextOffset());
        } else {
            List<ViewPartition> left = ((Order.Leave) order).partitions();
            from.leave(left);
            writing.end(left);
        }
    }

    /**
     * What is read and of which nothing is left: the other loop's consumer asks for it only when what it has asked for before has
     * come, which a rest would wait for.
     */
    private void giveBack(BacklogReader from) {
        for (ViewPartition partition : from.reads()) {
            Claim claim = writing.claim(partition);
            if (claim != null
                    && !unread.contains(partition)
                    && writing.isWritten(partition)
                    && from.lag(partition).orElse(Long.MAX_VALUE) == 0) {
                leave(from, new Returned(claim, false));
            }
        }
    }

    private void fenced(Claim claim) {
        BacklogReader from = reader;
        if (from != null) {
            leave(from, new Returned(claim, true));
        }
    }

    private void leave(BacklogReader from, Returned partition) {
        List<ViewPartition> left = List.of(partition.claim().partition());
        from.leave(left);
        writing.end(left);
        returned.add(partition);
        hasReturned.run();
    }
}
