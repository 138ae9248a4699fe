package io.weirpool.sink;

import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.BatchAssembler;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import io.weirpool.sink.postgres.ClaimedBatch;
import io.weirpool.sink.postgres.Positions;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.read.Subscription;
import io.weirpool.sink.read.ViewReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The sink's one thread: reads, and writes when there is enough. Nothing is read of a partition before its row in the
 * database is claimed, nor while its last batch could not be written. While it writes it does not read; the consumer
 * fetches ahead meanwhile.
 */
final class SinkLoop implements Runnable, ViewReader.Assignment, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    /** A poll ends as soon as there is a record; this is how late a lost claim or a failed batch is tried again. */
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    private static final String PARTITIONS = "partitions";
    private static final String DATABASE = "database";

    private final KafkaConfig kafka;
    private final BatchLimits limits;
    private final Positions positions;
    private final Lanes lanes;
    private final Readiness readiness;
    private final SinkMetrics metrics;
    private final BlockingQueue<Wanted> wanted = new LinkedBlockingQueue<>();
    private final Partitions partitions = new Partitions();
    private final BatchAssembler assembler;
    private final Map<String, BackOff> failing = new HashMap<>();
    private final Map<ViewPartition, BackOff> held = new HashMap<>();
    private BackOff claiming = BackOff.NONE;
    private volatile @Nullable ViewReader reader;
    private volatile boolean stopped;

    SinkLoop(
            KafkaConfig kafka,
            BatchLimits limits,
            Positions positions,
            Lanes lanes,
            Readiness readiness,
            SinkMetrics metrics) {
        this.kafka = kafka;
        this.limits = limits;
        this.positions = positions;
        this.lanes = lanes;
        this.readiness = readiness;
        this.metrics = metrics;
        this.assembler = new BatchAssembler(limits);
    }

    private record Wanted(Name pipeline, List<View> views) {}

    /** Reads these views from now on; their tables and topics exist. From any thread. */
    void subscribe(Name pipeline, List<View> views) {
        readiness.waits(PARTITIONS, "waiting for the consumer group");
        wanted.add(new Wanted(pipeline, views));
        wakeUp();
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                cycle();
                readiness.works("sink");
            } catch (InterruptedException e) {
                break;
            } catch (ViewReader.TopicTooShort e) {
                readiness.fails("topic " + e.topic(), String.valueOf(e.getMessage())); // until a person has looked
            } catch (RuntimeException e) {
                if (!stopped) {
                    fail(e);
                }
            }
        }
        ViewReader last = reader;
        if (last != null) {
            last.close();
        }
    }

    /** Kafka's clients try again by themselves, so what arrives here is rare: said, and tried again. */
    private void fail(RuntimeException e) {
        LOG.error("the sink's cycle failed; it goes on", e);
        readiness.fails("sink", String.valueOf(e.getMessage()));
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            stopped = true;
        }
    }

    private void cycle() throws InterruptedException {
        Wanted next = reader == null ? wanted.poll(POLL_MAX.toMillis(), TimeUnit.MILLISECONDS) : wanted.poll();
        if (next != null) {
            follow(next);
        }
        ViewReader from = reader;
        if (from != null) {
            claim(from);
            from.poll(assembler.untilDue(System.nanoTime(), this::mayBeWritten, POLL_MAX), this::batchOf);
            write(from);
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
        assembler.remove(taken);
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
                partitions.claimed(claim);
                from.startAt(claim.partition(), claim.nextOffset());
            }
            claiming = BackOff.NONE;
            readiness.works(DATABASE);
            readiness.works(PARTITIONS);
        } catch (SQLException e) {
            claiming = claiming.failed(System.nanoTime());
            readiness.fails(DATABASE, SqlFault.describe(e));
        }
    }

    private @Nullable PartitionBatch batchOf(ViewPartition partition) {
        Claim claim = partitions.claim(partition);
        return claim == null ? null : assembler.batchOf(partition, claim.nextOffset(), System.nanoTime());
    }

    private boolean mayBeWritten(ViewPartition partition) {
        long now = System.nanoTime();
        return failing.getOrDefault(partition.versionedView(), BackOff.NONE).isOver(now)
                && held.getOrDefault(partition, BackOff.NONE).isOver(now);
    }

    private void write(ViewReader from) throws InterruptedException {
        List<ClaimedBatch> due = assembler.due(System.nanoTime(), this::mayBeWritten).stream()
                .map(batch -> new ClaimedBatch(batch, epoch(batch.partition())))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        for (Lanes.Result result : lanes.write(due, failing::containsKey)) {
            if (result instanceof Lanes.Result.Done done) {
                done(from, done);
            } else {
                failed(from, (Lanes.Result.Failed) result);
            }
        }
    }

    private long epoch(ViewPartition partition) {
        return Objects.requireNonNull(partitions.claim(partition), "a batch of an unclaimed partition")
                .epoch();
    }

    private void done(ViewReader from, Lanes.Result.Done done) {
        metrics.done(done);
        for (ClaimedBatch batch : done.batches()) {
            ViewPartition partition = batch.partition();
            if (done.written().held().contains(partition)) {
                held.put(partition, BackOff.soon(System.nanoTime()));
                from.pause(partition);
                continue;
            }
            held.remove(partition);
            assembler.remove(List.of(partition));
            if (done.written().stopped().contains(partition)) {
                from.pause(partition); // until the catalog says otherwise: another version takes its place
                continue;
            }
            if (done.written().fenced().contains(partition)) {
                fenced(from, partition);
            } else {
                partitions.stored(partition, batch.batch().nextOffset());
                from.resume(partition);
                failing.remove(partition.versionedView());
                readiness.works(Lanes.subject(partition));
            }
        }
        readiness.works(DATABASE);
        done.written().refused().forEach(SinkLoop::log);
        if (!done.written().fenced().isEmpty()) {
            from.rejoin();
        }
    }

    private void fenced(ViewReader from, ViewPartition partition) {
        LOG.warn("fenced: another sink has claimed {}; this one stops writing it and joins the group again", partition);
        partitions.fenced(partition);
        from.pause(partition);
        metrics.fenced(partition);
    }

    /** The batch stays as it is, so that a COMMIT without an answer is recognised when it is tried again. */
    private void failed(ViewReader from, Lanes.Result.Failed failed) {
        metrics.failed(failed.batches());
        long now = System.nanoTime();
        failed.batches().stream()
                .map(b -> b.partition().versionedView())
                .distinct()
                .forEach(view -> failing.put(
                        view, failing.getOrDefault(view, BackOff.NONE).failed(now)));
        for (ClaimedBatch batch : failed.batches()) {
            from.pause(batch.partition());
            readiness.fails(failed.outage() ? DATABASE : Lanes.subject(batch.partition()), failed.reason());
        }
    }

    private static void log(DeadLetter letter) {
        String[] trace = letter.traceparent() == null
                ? new String[0]
                : letter.traceparent().split("-", -1);
        if (trace.length == 4) {
            MDC.put("trace_id", trace[1]);
        }
        LOG.warn("dead letter {}: {}, {}", letter.id(), letter.code(), letter.detail());
        MDC.remove("trace_id");
    }

    private void wakeUp() {
        ViewReader current = reader;
        if (current != null) {
            current.wakeUp();
        }
    }

    /** Asks the thread to end; what is not written yet is read again by the next sink. */
    @Override
    public void close() {
        stopped = true;
        wakeUp();
    }
}
