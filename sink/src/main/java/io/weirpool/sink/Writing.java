package io.weirpool.sink;

import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.BatchAssembler;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import io.weirpool.sink.postgres.ClaimedBatch;
import io.weirpool.sink.read.PartitionReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The batches of one loop and what became of them: which partitions it may write, how far each is, and which wait because their
 * last batch could not be written. Used by the loop's thread.
 */
final class Writing {
    private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

    static final String DATABASE = "database";

    private final Lanes lanes;
    private final Readiness readiness;
    private final SinkMetrics metrics;
    private final Fences fences;
    private final BatchAssembler assembler;
    private final Map<ViewPartition, Claim> claims = new TreeMap<>();
    private final Map<String, BackOff> failing = new HashMap<>();
    private final Map<ViewPartition, BackOff> held = new HashMap<>();

    /** Hears of partitions that somebody else has claimed; they are paused and written no more. */
    @FunctionalInterface
    interface Fences {
        void fenced(Claim claim);
    }

    Writing(BatchLimits limits, Lanes lanes, Readiness readiness, SinkMetrics metrics, Fences fences) {
        this.lanes = lanes;
        this.readiness = readiness;
        this.metrics = metrics;
        this.fences = fences;
        this.assembler = new BatchAssembler(limits);
    }

    /** Writes this one from now on, from where the claim says. */
    void begin(Claim claim) {
        claims.put(claim.partition(), claim);
    }

    /** Writes these no more; what was read and not written of them is dropped. */
    void end(Collection<ViewPartition> partitions) {
        partitions.forEach(claims::remove);
        partitions.forEach(held::remove);
        assembler.remove(partitions);
    }

    /** How far the database is; null when the partition is not written here. */
    @Nullable Claim claim(ViewPartition partition) {
        return claims.get(partition);
    }

    /** Whether everything that was read of it is written. */
    boolean isWritten(ViewPartition partition) {
        return !assembler.isFilling(partition);
    }

    /** The batch to add records to; null when the partition is not written here. */
    @Nullable PartitionBatch batchOf(ViewPartition partition) {
        Claim claim = claims.get(partition);
        return claim == null ? null : assembler.batchOf(partition, claim.nextOffset(), System.nanoTime());
    }

    /** How long to wait for more records; {@code atMost} when nothing has been read. */
    Duration untilDue(Duration atMost) {
        return assembler.untilDue(System.nanoTime(), this::mayBeWritten, atMost);
    }

    private boolean mayBeWritten(ViewPartition partition) {
        long now = System.nanoTime();
        return failing.getOrDefault(partition.versionedView(), BackOff.NONE).isOver(now)
                && held.getOrDefault(partition, BackOff.NONE).isOver(now);
    }

    /** Writes what is due, if anything is, and waits for it. */
    void write(PartitionReader from) throws InterruptedException {
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
        Claim claim = claims.get(partition);
        if (claim == null) {
            throw new IllegalStateException("a batch of " + partition + ", which is not claimed");
        }
        return claim.epoch();
    }

    private void done(PartitionReader from, Lanes.Result.Done done) {
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
            } else if (done.written().fenced().contains(partition)) {
                from.pause(partition);
                fenced(partition);
            } else {
                claims.computeIfPresent(
                        partition, (p, claim) -> claim.at(batch.batch().nextOffset()));
                from.resume(partition);
                failing.remove(partition.versionedView());
                readiness.works(Lanes.subject(partition));
            }
        }
        readiness.works(DATABASE);
        done.written().refused().forEach(Writing::log);
    }

    private void fenced(ViewPartition partition) {
        LOG.warn("fenced: another sink has claimed {}; this one stops writing it and joins the group again", partition);
        metrics.fenced(partition);
        Claim claim = claims.remove(partition);
        if (claim != null) {
            fences.fenced(claim);
        }
    }

    /** The batch stays as it is, so that a COMMIT without an answer is recognised when it is tried again. */
    private void failed(PartitionReader from, Lanes.Result.Failed failed) {
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
}
