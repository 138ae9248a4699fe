package io.weirpool.app.demo;

import io.weirpool.app.query.TableReader;
import io.weirpool.common.topic.Receipt;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;

/**
 * Measures how long after a 202 all views reflect the commands: takes a receipt whenever the last one has been reached.
 * One thread of its own.
 */
final class VisibleDelay implements AutoCloseable {
    /** The newest so many; enough for a median that follows. */
    private static final int SAMPLES = 200;

    private record Sample(Receipt receipt, long acceptedAtNanos) {}

    private final TableReader tables;
    private final SynchronousQueue<Sample> next = new SynchronousQueue<>();
    private final long[] millis = new long[SAMPLES];
    private final Thread thread;
    private long count;

    VisibleDelay(TableReader tables) {
        this.tables = tables;
        this.thread = new Thread(this::run, "visible-delay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the receipt if nobody is being waited for; never blocks. */
    void offer(Receipt receipt) {
        boolean taken = next.offer(new Sample(receipt, System.nanoTime()));
        assert taken || !taken; // missed samples do not matter
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Sample sample = next.take();
                tables.waitFor(sample.receipt, Duration.ofSeconds(60));
                add((System.nanoTime() - sample.acceptedAtNanos) / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The demo's own wait at the end fails in the same way, and says so.
        }
    }

    private synchronized void add(long sample) {
        millis[(int) (count++ % SAMPLES)] = sample;
    }

    /** Milliseconds; -1 while there is no sample. */
    synchronized long median() {
        int have = (int) Math.min(count, SAMPLES);
        long[] sorted = Arrays.copyOf(millis, have);
        Arrays.sort(sorted);
        return have == 0 ? -1 : sorted[have / 2];
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
