package io.weirpool.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs on one thread of the server what other threads hand over, in order. Kafka's producer completes the requests of a whole
 * batch at once: they are answered by one thread that is woken once, as waking one for each costs more than the answers.
 * Tasks do not block and do not throw. Thread-safe.
 *
 * <p>What each of them would wake another thread for is put off ({@link #soon}) and done for several at once.
 */
final class HandOver implements Executor {
    /* So many are put off at most: fewer wake the selector more often, more leave the clients answered first waiting. */
    private static final int PUT_OFF_MAX = 8;

    /* Of this thread while it runs what was handed over. */
    private static final ThreadLocal<List<Runnable>> PUT_OFF = new ThreadLocal<>();

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

    /** Runs a part of a task that was handed over after some more of them, or at once on any other thread. It neither blocks nor throws. */
    static void soon(Runnable part) {
        List<Runnable> putOff = PUT_OFF.get();
        if (putOff == null) {
            part.run();
            return;
        }
        putOff.add(part);
        if (putOff.size() >= PUT_OFF_MAX) {
            runAll(putOff);
        }
    }

    private static void runAll(List<Runnable> putOff) {
        List<Runnable> parts = List.copyOf(putOff);
        putOff.clear(); // a part may put off another
        parts.forEach(Runnable::run);
    }

    private void run() {
        List<Runnable> putOff = new ArrayList<>(PUT_OFF_MAX);
        PUT_OFF.set(putOff);
        try {
            Runnable next = waiting.poll();
            while (next != null) {
                next.run();
                next = waiting.poll();
            }
        } finally {
            PUT_OFF.remove();
            runAll(putOff);
            running.set(false);
            if (!waiting.isEmpty()) { // came after the last look
                runUnlessRunning();
            }
        }
    }
}
