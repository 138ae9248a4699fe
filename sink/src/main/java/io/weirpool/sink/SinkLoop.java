package io.weirpool.sink;

import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import io.weirpool.sink.postgres.Positions;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.read.PartitionReader;
import io.weirpool.sink.read.Subscription;
import io.weirpool.sink.read.ViewReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink's main thread: shares the partitions with other sinks, claims its own, reads, and writes when there is enough.
 * Nothing is read of a partition before its row in the database is claimed, nor while its last batch could not be written.
 * While a batch is written the next is read. What nobody waits for it leaves to the {@link Backlog}.
 */
final class SinkLoop extends Loop implements ViewReader.Assignment {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    /** A poll ends as soon as there is a record; this is how late a lost claim or a failed batch is tried again. */
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    /** A partition is far behind that has so many polls' records left; after a commit, one that keeps up has one or two. */
    private static final int FAR_POLLS = 4;

    private static final String PARTITIONS = "partitions";

    private final KafkaConfig kafka;
    private final BatchLimits limits;
    private final Positions positions;
    private final Unread unread;
    private final SinkMetrics metrics;
    private final Backlog backlog;
    private final Writing writing;
    private final BlockingQueue<Wanted> wanted = new LinkedBlockingQueue<>();
    private final Partitions partitions = new Partitions();
    private BackOff claiming = BackOff.NONE;
    private volatile @Nullable ViewReader reader;

    /**
     * Starts no thread.
     *
     * @param near lanes of what it writes itself
     * @param far lanes of the backlog
     */
    SinkLoop(
            KafkaConfig kafka,
            BatchLimits limits,
            Positions positions,
            Lanes near,
            Lanes far,
            Unread unread,
            Readiness readiness,
            SinkMetrics metrics) {
        super("sink", readiness);
        this.kafka = kafka;
        this.limits = limits;
        this.positions = positions;
        this.unread = unread;
        this.metrics = metrics;
        this.writing = new Writing(limits, near, readiness, metrics, claim -> fenced(claim.partition()));
        this.backlog =
                new Backlog(kafka, "weirpool-sink-backlog", limits, far, readiness, metrics, unread, this::wakeUp);
    }

    /** What is to run in a thread of its own beside this one. */
    Loop backlog() {
        return backlog;
    }

    private record Wanted(Name pipeline, List<View> views) {}

    /** Reads these views from now on; their tables and topics exist. From any thread. */
    void subscribe(Name pipeline, List<View> views) {
        readiness.waits(PARTITIONS, "waiting for the consumer group");
        wanted.add(new Wanted(pipeline, views));
        wakeUp();
    }

    @Override
    @Nullable PartitionReader reader() {
        return reader;
    }

    @Override
    void cycle() throws InterruptedException {
        Wanted next = reader == null ? wanted.poll(POLL_MAX.toMillis(), TimeUnit.MILLISECONDS) : wanted.poll();
        if (next != null) {
            follow(next);
        }
        ViewReader from = reader;
        if (from != null) {
            takeBack(from);
            claim(from);
            from.poll(writing.untilDue(POLL_MAX), writing::batchOf).stream()
                    .filter(partition -> isForBacklog(from, partition))
                    .forEach(partition -> writing.leave(from, partition));
            writing.write(from);
            writing.left().forEach(partition -> setAside(from, partition));
        }
    }

    private void follow(Wanted next) {
        ViewReader from = reader;
        if (from == null) {
            from = new ViewReader(kafka, Topics.sinks(next.pipeline()), limits.rowsMax(), this);
            reader = from;
        }
        from.subscribe(Subscription.of(next.pipeline(), next.views()));
    }

    @Override
    public void assigned(Collection<ViewPartition> given) {
        partitions.assigned(given);
        LOG.info("assigned {}", given);
        if (partitions.unclaimed().isEmpty()) {
            readiness.works(PARTITIONS);
        } else {
            readiness.waits(PARTITIONS, "claiming them in the database");
        }
    }

    @Override
    public void revoked(Collection<ViewPartition> taken) {
        partitions.revoked(taken);
        writing.end(taken);
        backlog.leave(taken);
    }

    @Override
    public void lost(Collection<ViewPartition> taken) {
        if (!taken.isEmpty()) {
            LOG.warn(
                    "fenced: the group had not heard of this sink for too long and has given {} to others; what was"
                            + " read and not written of them is dropped",
                    taken);
            taken.forEach(metrics::lost);
        }
        revoked(taken);
    }

    private void claim(ViewReader from) {
        List<ViewPartition> unclaimed = partitions.unclaimed();
        if (unclaimed.isEmpty() || !claiming.isOver(System.nanoTime())) {
            return;
        }
        try {
            for (Claim claim : positions.claim(unclaimed)) {
                partitions.claimed(claim.partition());
                writing.begin(claim);
                if (unread.contains(claim.partition())) {
                    setAside(from, claim.partition());
                } else {
                    from.startAt(claim.partition(), claim.nextOffset());
                }
            }
            claiming = BackOff.NONE;
            readiness.works(Writing.DATABASE);
            readiness.works(PARTITIONS);
        } catch (SQLException e) {
            claiming = claiming.failed(System.nanoTime());
            readiness.fails(Writing.DATABASE, SqlFault.describe(e));
        }
    }

    private boolean isForBacklog(ViewReader from, ViewPartition partition) {
        return unread.contains(partition) || from.lag(partition).orElse(0) > (long) FAR_POLLS * limits.rowsMax();
    }

    /** What was read and is not written is read again there. */
    private void setAside(ViewReader from, ViewPartition partition) {
        Claim claim = writing.claim(partition);
        String topic = from.topic(partition);
        if (claim != null && topic != null) {
            from.pause(partition);
            writing.end(List.of(partition));
            partitions.aside(claim);
            backlog.take(claim, topic);
        }
    }

    private void takeBack(ViewReader from) {
        for (Optional<Backlog.Returned> next = backlog.returned(); next.isPresent(); next = backlog.returned()) {
            Claim claim = next.get().claim();
            if (!partitions.isAside(claim)) {
                continue; // revoked meanwhile
            }
            if (next.get().isFenced()) {
                fenced(claim.partition());
            } else {
                partitions.back(claim.partition());
                writing.begin(claim);
                from.startAt(claim.partition(), claim.nextOffset());
            }
        }
    }

    private void fenced(ViewPartition partition) {
        partitions.fenced(partition);
        ViewReader from = reader;
        if (from != null) {
            from.rejoin();
        }
    }
}
