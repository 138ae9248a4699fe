package io.weirpool.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be stopped, the last started first. One that fails does not keep the others up. Thread-safe. */
public final class Shutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean closed;

    /** Adds a step; runs it at once when all is stopped already. */
    public void add(Runnable step) {
        synchronized (this) {
            if (!closed) {
                steps.push(step);
                return;
            }
        }
        run(step);
    }

    /** Runs all steps once; a second caller waits until they are done. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!steps.isEmpty()) {
            run(steps.pop());
        }
    }

    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("a part did not stop cleanly", e);
        }
    }
}
