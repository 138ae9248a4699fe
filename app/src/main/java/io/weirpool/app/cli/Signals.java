package io.weirpool.app.cli;

import io.weirpool.app.run.Shutdown;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM: the JVM runs its shutdown hooks, of which ours stops everything in order. A process that had
 * nothing left to do but wait for that ends with exit code 0, any other with the JVM's: 128 and the signal's number.
 */
final class Signals {
    private static volatile boolean waiting;

    private Signals() {}

    /** The same, now closed when the process is told to end. */
    static Shutdown stopping(Shutdown shutdown) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shutdown), "shutdown"));
        return shutdown;
    }

    private static void stop(Shutdown shutdown) {
        shutdown.close();
        if (waiting) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Until a signal ends the process. */
    static void sleepForEver(CountDownLatch never) {
        waiting = true;
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
