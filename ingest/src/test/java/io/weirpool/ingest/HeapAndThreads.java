package io.weirpool.ingest;

import java.lang.management.ManagementFactory;

/** What this process holds. */
final class HeapAndThreads {
    private HeapAndThreads() {}

    /** Bytes in use after full collections. */
    static long usedAfterCollection() {
        // What a collection makes unreachable, the next one finds; and of the serial collector only each fourth one
        // leaves
        // no dead objects where they are.
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
