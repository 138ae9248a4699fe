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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    /** Read no more until their batch can be written. */
    private final Set<ViewPartition> full = new HashSet<>();

    private final Set<ViewPartition> leaving = new TreeSet<>();

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
        partitions.forEach(full::remove);
        partitions.forEach(leaving::remove);
        assembler.remove(partitions);
    }

    /** How far the database is; null when the partition is not written here. */
    @Nullable Claim claim(ViewPartition partition) {
        return claims.get(partition);
    }

    /** Whether everything that was read of it is written. */
    boolean isWritten(ViewPartition partition) {
        return assembler.isEmpty(partition);
    }

    /** Writes of it only what is being written, and reads no more; once that is done it is among {@link #left}. */
    void leave(PartitionReader from, ViewPartition partition) {
        from.pause(partition);
        assembler.removeFilling(partition);
        full.remove(partition);
        leaving.add(partition);
    }

    /** Those to be left of which nothing is under way: their claims say how far the database is. Until {@link #end}. */
    List<ViewPartition> left() {
        return leaving.stream().filter(assembler::isEmpty).toList();
    }

    /** The batch to add records to; null when the partition is not written here. */
    @Nullable PartitionBatch batchOf(ViewPartition partition) {
        Claim claim = claims.get(partition);
        return claim == null || leaving.contains(partition)
                ? null
                : assembler.batchOf(partition, claim.nextOffset(), System.nanoTime());
    }

    /** How long to wait for more records; {@code atMost} when nothing has been read. */
    Duration untilDue(Duration atMost) {
        return assembler.untilDue(System.nanoTime(), this::mayBeWritten, atMost);
    }

    private boolean mayBeWritten(ViewPartition partition) {
        long now = System.nanoTime();
        return !lanes.isBusy(partition)
                && failing.getOrDefault(partition.versionedView(), BackOff.NONE).isOver(now)
                && held.getOrDefault(partition, BackOff.NONE).isOver(now);
    }

    /**
     * Sees to what has been written since the last call, and begins to write what is due. Waits for the database only when there
     * is enough for it already: then no more should be read.
     *
     * @param from what read it, which hears when there is something to see to
     */
    void write(PartitionReader from) throws InterruptedException {
        boolean wait = false;
        do {
            for (Lanes.Result result : lanes.ended(wait)) {
                if (result instanceof Lanes.Result.Done done) {
                    done(from, done);
                } else {
                    failed(from, (Lanes.Result.Failed) result);
                }
            }
            begin(from);
            wait = assembler.isFull(2 * lanes.count()) && lanes.areBusy();
        } while (wait);
        hold(from);
    }

    private void begin(PartitionReader from) {
        List<ClaimedBatch> due = assembler.close(System.nanoTime(), this::mayBeWritten).stream()
                .map(batch -> new ClaimedBatch(batch, epoch(batch.partition())))
                .toList();
        lanes.begin(due, Set.copyOf(failing.keySet()), from::wakeUp);
    }

    /** Reads no more of partitions that have enough for their next transaction, and again of those that had. */
    private void hold(PartitionReader from) {
        for (ViewPartition partition : claims.keySet()) {
            if (assembler.isFull(partition) && full.add(partition)) {
                from.pause(partition);
            } else if (!assembler.isFull(partition) && full.remove(partition) && !isStuck(partition)) {
                from.resume(partition);
            }
        }
    }

    /** Whether its last transaction has failed: it goes on when that is written. */
    private boolean isStuck(ViewPartition partition) {
        return held.containsKey(partition) || failing.containsKey(partition.versionedView());
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
            if (!assembler.isClosed(batch.batch())) {
                continue; // somebody else's meanwhile: whoever has claimed it knows what became of it
            }
            if (done.written().held().contains(partition)) {
                held.put(partition, BackOff.soon(System.nanoTime()));
                from.pause(partition);
                continue;
            }
            held.remove(partition);
            if (done.written().stopped().contains(partition)) {
                from.pause(partition); // until the catalog says otherwise: another version takes its place
                drop(partition);
            } else if (done.written().fenced().contains(partition)) {
                from.pause(partition);
                drop(partition);
                fenced(partition);
            } else {
                assembler.written(batch.batch());
                claims.computeIfPresent(
                        partition, (p, claim) -> claim.at(batch.batch().nextOffset()));
                failing.remove(partition.versionedView());
                if (!full.contains(partition) && !leaving.contains(partition)) {
                    from.resume(partition);
                }
                readiness.works(Lanes.subject(partition));
            }
        }
        readiness.works(DATABASE);
        done.written().refused().forEach(Writing::log);
    }

    /** Nothing that was read of it is written. */
    private void drop(ViewPartition partition) {
        assembler.remove(List.of(partition));
        full.remove(partition);
        leaving.remove(partition);
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
        List<ClaimedBatch> ours = failed.batches().stream()
                .filter(batch -> assembler.isClosed(batch.batch()))
                .toList();
        ours.stream()
                .map(b -> b.partition().versionedView())
                .distinct()
                .forEach(view -> failing.put(
                        view, failing.getOrDefault(view, BackOff.NONE).failed(now)));
        for (ClaimedBatch batch : ours) {
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
