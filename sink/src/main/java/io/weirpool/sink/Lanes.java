package io.weirpool.sink;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.ClaimedBatch;
import io.weirpool.sink.postgres.SqlFault;
import io.weirpool.sink.postgres.TableWriter;
import io.weirpool.sink.postgres.Written;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches over several connections at once: all of one view partition go over one, so that it keeps its order. One transaction for all views of a lane is cheapest; a view that has failed before gets its own, so that its
 * trouble does not become that of others.
 */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final TableWriter writer;
    private final ExecutorService threads;
    private final int count;

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

    /** Writes all batches and waits for it. */
    List<Result> write(Collection<ClaimedBatch> batches, Predicate<String> hasFailedBefore)
            throws InterruptedException {
        Map<Integer, List<ClaimedBatch>> lanes = batches.stream()
                .collect(Collectors.groupingBy(
                        batch -> Math.floorMod(batch.partition().hashCode(), count)));
        List<Running> running = new ArrayList<>();
        lanes.values()
                .forEach(lane ->
                        running.add(new Running(lane, threads.submit(() -> writeLane(lane, hasFailedBefore)))));
        List<Result> results = new ArrayList<>();
        for (Running lane : running) {
            results.addAll(lane.await());
        }
        return results;
    }

    private record Running(List<ClaimedBatch> batches, Future<List<Result>> results) {
        List<Result> await() throws InterruptedException {
            try {
                return results.get();
            } catch (ExecutionException e) {
                LOG.error(
                        "a defect while writing {}",
                        batches.stream().map(ClaimedBatch::partition).toList(),
                        e.getCause());
                return List.of(new Result.Failed(batches, "a defect: " + e.getCause(), false));
            }
        }
    }

    private List<Result> writeLane(List<ClaimedBatch> batches, Predicate<String> hasFailedBefore) {
        List<Result> results = new ArrayList<>();
        List<ClaimedBatch> healthy = batches.stream()
                .filter(b -> !hasFailedBefore.test(b.partition().versionedView()))
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

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
