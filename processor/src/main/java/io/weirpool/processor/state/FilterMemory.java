package io.weirpool.processor.state;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the heap is taken to know which keys stores have; of the process, by all threads. */
public final class FilterMemory {
    /** At 16 bits a key, half a million keys for each 16 MB of heap. */
    private static final int PART_OF_HEAP = 16;

    private static final FilterMemory OF_PROCESS =
            new FilterMemory(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

    private static final FilterMemory NONE = new FilterMemory(0);

    private final long limitBytes;
    private final AtomicLong takenBytes = new AtomicLong();

    FilterMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** A sixteenth of the largest heap there may be. */
    public static FilterMemory ofProcess() {
        return OF_PROCESS;
    }

    /** Nothing, for stores that are quick to say what they have not. */
    public static FilterMemory none() {
        return NONE;
    }

    /** Whether so many bytes could be taken. */
    boolean take(long bytes) {
        if (takenBytes.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        takenBytes.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        takenBytes.addAndGet(-bytes);
    }
}
