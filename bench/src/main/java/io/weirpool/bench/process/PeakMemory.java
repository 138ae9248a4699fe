package io.weirpool.bench.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks now and then how much memory a process has, and keeps the most. Thread-safe. */
public final class PeakMemory implements AutoCloseable {
    /** Walking the pages of a large process costs the kernel milliseconds. */
    private static final long EVERY_MS = 500;

    private final long pid;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bench-memory");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long pssBytes;
    private volatile long rssBytes;

    private PeakMemory(long pid) {
        this.pid = pid;
    }

    public static PeakMemory watch(long pid) {
        PeakMemory memory = new PeakMemory(pid);
        var unused = memory.timer.scheduleWithFixedDelay(memory::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return memory;
    }

    private synchronized void look() {
        pssBytes = Math.max(pssBytes, Usage.pssBytes(pid));
        rssBytes = Math.max(rssBytes, Usage.peakRssBytes(pid));
    }

    public long pssBytes() {
        return pssBytes;
    }

    public long rssBytes() {
        return rssBytes;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
