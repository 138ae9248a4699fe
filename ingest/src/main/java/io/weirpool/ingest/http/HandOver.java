package io.weirpool.ingest.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs on one thread of the server what other threads hand over, in order. Kafka's producer completes the requests of a whole
 * batch at once: they are answered by one thread that is woken once, as waking one for each costs more than the answers.
 * Tasks do not block and do not throw. Thread-safe.
 */
final class HandOver implements Executor {
    private final Executor server;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();

    HandOver(Executor server) {
        this.server = server;
    }

    /** @throws RejectedExecutionException when the server has stopped; the task may not be run then */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        runUnlessRunning();
    }

    private void runUnlessRunning() {
        if (running.compareAndSet(false, true)) {
            try {
                server.execute(this::run);
            } catch (RejectedExecutionException e) {
                running.set(false);
                throw e;
            }
        }
    }

    private void run() {
        try {
            Runnable next = waiting.poll();
            while (next != null) {
                next.run();
                next = waiting.poll();
            }
        } finally {
            running.set(false);
            if (!waiting.isEmpty()) { // came after the last look
                runUnlessRunning();
            }
        }
    }
}
