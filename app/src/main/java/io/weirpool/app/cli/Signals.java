package io.weirpool.app.cli;

import io.weirpool.app.run.Shutdown;
import java.util.concurrent.CountDownLatch;

/** Ctrl-C and SIGTERM: the JVM runs its shutdown hooks, of which ours stops everything in order. */
final class Signals {
    private Signals() {}

    /** The same, now closed when the process is told to end. */
    static Shutdown stopping(Shutdown shutdown) {
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::close, "shutdown"));
        return shutdown;
    }

    /** Until a signal ends the process. */
    static void sleepForEver(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
