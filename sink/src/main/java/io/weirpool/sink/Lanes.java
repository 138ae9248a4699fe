package io.weirpool.sink;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.ClaimedBatch;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.postgres.TableWriter;
import io.weirpool.sink.postgres.Written;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches over several connections at once, while whoever gave them reads on: all of one view partition go over one, and
 * one after the other, so that it keeps its order. One transaction for all views of a lane is cheapest; a view that has failed
 * before gets its own, so that its trouble does not become that of others. But for the writing itself used by one thread.
 */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private static final long CLOSE_MS_MAX = 1_000; // of the ten seconds a role has to stop

    private final TableWriter writer;
    private final ExecutorService threads;
    private final int count;
    private final BitSet busy = new BitSet();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    /** @param name of their threads */
    Lanes(String name, TableWriter writer, int count) {
        this.writer = writer;
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What became of one transaction. */
    sealed interface Result {
        List<ClaimedBatch> batches();

        /** Committed. */
        record Done(List<ClaimedBatch> batches, Written written, long nanos) implements Result {}

        /**
         * Nothing is known to be written; the same batches may be tried again.
         *
         * @param outage whether the database as a whole is out of reach
         */
        record Failed(List<ClaimedBatch> batches, String reason, boolean outage) implements Result {}
    }

    private int laneOf(ViewPartition partition) {
        return Math.floorMod(partition.hashCode(), count);
    }

    int count() {
        return count;
    }

    /** Whether the lane of this partition is at work: what it is given now would wait. */
    boolean isBusy(ViewPartition partition) {
        return busy.get(laneOf(partition));
    }

    boolean areBusy() {
        return !busy.isEmpty();
    }

    /**
     * Begins to write batches whose lanes are not busy, and returns at once.
     *
     * @param failedBefore views that get transactions of their own
     * @param hasEnded called, in another thread, when {@link #ended} has something to give
     */
    void begin(Collection<ClaimedBatch> batches, Set<String> failedBefore, Runnable hasEnded) {
        Map<Integer, List<ClaimedBatch>> lanes =
                batches.stream().collect(Collectors.groupingBy(batch -> laneOf(batch.partition())));
        lanes.forEach((lane, ofLane) -> {
            busy.set(lane);
            threads.execute(() -> {
                ended.add(new Ended(lane, results(ofLane, failedBefore)));
                hasEnded.run();
            });
        });
    }

    private List<Result> results(List<ClaimedBatch> batches, Set<String> failedBefore) {
        try {
            return writeLane(batches, failedBefore);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "a defect while writing {}",
                    batches.stream().map(ClaimedBatch::partition).toList(),
                    e);
            return List.of(new Result.Failed(batches, "a defect: " + e, false));
        }
    }

    private record Ended(int lane, List<Result> results) {}

    /**
     * What has ended since the last call; the lanes are free again.
     *
     * @param wait whether to wait until something has, when some lane is busy
     */
    List<Result> ended(boolean wait) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        Ended next = wait && areBusy() ? ended.take() : ended.poll();
        while (next != null) {
            busy.clear(next.lane());
            results.addAll(next.results());
            next = ended.poll();
        }
        return results;
    }

    private List<Result> writeLane(List<ClaimedBatch> batches, Set<String> failedBefore) {
        List<Result> results = new ArrayList<>();
        List<ClaimedBatch> healthy = batches.stream()
                .filter(b -> !failedBefore.contains(b.partition().versionedView()))
                .toList();
        if (!healthy.isEmpty()) {
            Result together = writeOnce(healthy);
            if (together instanceof Result.Failed failed
                    && !failed.outage()
                    && byView(healthy).size() > 1) {
                byView(healthy).values().forEach(view -> results.add(writeOnce(view)));
            } else {
                results.add(together);
            }
        }
        List<ClaimedBatch> others = new ArrayList<>(batches);
        others.removeAll(healthy);
        byView(others).values().forEach(view -> results.add(writeOnce(view)));
        return results;
    }

    private static Map<String, List<ClaimedBatch>> byView(List<ClaimedBatch> batches) {
        return batches.stream()
                .collect(Collectors.groupingBy(b -> b.partition().versionedView(), TreeMap::new, Collectors.toList()));
    }

    private Result writeOnce(List<ClaimedBatch> batches) {
        long start = System.nanoTime();
        try {
            return new Result.Done(batches, writer.write(batches), System.nanoTime() - start);
        } catch (SQLException e) {
            return new Result.Failed(batches, SqlFault.describe(e), SqlFault.isOutage(e));
        } catch (WeirpoolException e) {
            return new Result.Failed(batches, e.code().slug() + ": " + e.getMessage(), false);
        }
    }

    static String subject(ViewPartition partition) {
        if (partition.isView()) {
            return "view " + partition.versionedView();
        }
        return partition.isLedger() ? "ledger" : "dead letters";
    }

    /** Waits a while for what is under way: what is not committed then is written by the next sink. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_MS_MAX, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
