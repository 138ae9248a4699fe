package io.weirpool.app.query;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.topic.Receipt;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in PostgreSQL whether receipts are reached: one statement for all who wait, on one thread and one connection, and
 * none while nobody waits. Thread-safe.
 */
final class ReceiptWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWatch.class);

    /* A view is 100 ms behind: looking oftener costs PostgreSQL more than it saves anybody. */
    private static final Duration EVERY = Duration.ofMillis(20);

    /* Each is some 500 bytes here and an open connection; past it a caller gets his 202 at once. */
    private static final int WAITING_MAX = 1_000;

    private static final String REACHED =
            "SELECT r.token FROM unnest(?::text[]) AS r (token) WHERE weirpool.reached(r.token)";

    private final Database database;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "receipt-watch");
        thread.setDaemon(true);
        return thread;
    });

    private record Waiter(String token, long deadlineNanos, CompletableFuture<Boolean> done) {}

    private ReceiptWatch(Database database) {
        this.database = database;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // each look catches whatever happens to it
    static ReceiptWatch start(Database database) {
        ReceiptWatch watch = new ReceiptWatch(database);
        watch.scheduler.scheduleWithFixedDelay(watch::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    CompletableFuture<Boolean> within(Receipt receipt, Duration wait) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        waiters.add(new Waiter(receipt.token(), System.nanoTime() + wait.toNanos(), done));
        return done.whenComplete((reached, failure) -> waiting.decrementAndGet());
    }

    private void look() {
        try {
            if (!waiters.isEmpty()) {
                Set<String> reached = reached();
                long now = System.nanoTime();
                waiters.removeIf(waiter -> isOver(waiter, reached, now));
            }
        } catch (RuntimeException e) { // a scheduled task that throws would be the last
            LOG.warn("receipts could not be looked at", e);
        }
    }

    private static boolean isOver(Waiter waiter, Set<String> reached, long now) {
        if (reached.contains(waiter.token())) {
            waiter.done().complete(true);
        } else if (now - waiter.deadlineNanos() >= 0) {
            waiter.done().complete(false);
        }
        return waiter.done().isDone();
    }

    /** A view that is broken makes the statement fail for all: then each is asked for by itself. */
    private Set<String> reached() {
        List<String> tokens = waiters.stream().map(Waiter::token).distinct().toList();
        try {
            return database.read(connection -> reached(connection, tokens));
        } catch (WeirpoolException all) {
            Set<String> reached = new HashSet<>();
            for (String token : tokens.size() == 1 ? List.<String>of() : tokens) {
                try {
                    reached.addAll(database.read(connection -> reached(connection, List.of(token))));
                } catch (WeirpoolException one) {
                    LOG.debug("receipt {} cannot be looked at", token, one);
                }
            }
            return reached;
        }
    }

    private static Set<String> reached(Connection connection, List<String> tokens) throws SQLException {
        Set<String> reached = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(REACHED)) {
            Array array = connection.createArrayOf("text", tokens.toArray());
            statement.setArray(1, array);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reached.add(row.getString(1));
                }
            }
        }
        return reached;
    }

    /** Whoever waits is told that it is not known. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        new ArrayList<>(waiters).forEach(waiter -> waiter.done().complete(false));
    }
}
