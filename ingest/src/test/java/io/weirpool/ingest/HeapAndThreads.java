package io.weirpool.ingest;

import java.lang.management.ManagementFactory;

/** What this process holds. */
final class HeapAndThreads {
    private HeapAndThreads() {}

    /** Bytes in use after full collections. */
    static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) { // what a collection makes unreachable, the next one finds
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
