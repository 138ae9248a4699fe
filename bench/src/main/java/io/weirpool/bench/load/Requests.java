package io.weirpool.bench.load;

/** What is sent, by number. Asked by one thread. */
public interface Requests {
    /** Request {@code number}, from 0; each is asked for once, in order. */
    Shot shot(long number);

    /**
     * An answer that is right has come. The load waits meanwhile.
     *
     * @param nanos when, as {@link System#nanoTime()}
     */
    default void answered(long number, Shot shot, long nanos) {}
}
