package io.weirpool.app.run;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Passes on what is written at most {@link #HOLD} later, in one write: of thousands of lines a second each would cost a call of
 * the system, and hold up the next. Who writes more than {@link #BYTES_MAX} within that time passes it on himself, so that a reader
 * who does not keep up slows the writers and no memory grows. Thread-safe.
 *
 * <p>A process that is killed takes the lines of its last moment with it.
 */
final class GatheredLines extends OutputStream {
    /* Shorter than anybody who reads along notices; fifty writes a second at most. */
    private static final Duration HOLD = Duration.ofMillis(20);

    /* A hundred lines, at once what a pipe holds. */
    static final int BYTES_MAX = 64 * 1024;

    private final OutputStream out;
    private final Object passing = new Object(); // one at a time, in order
    private byte[] gathered = new byte[BYTES_MAX];
    private byte[] spare = new byte[BYTES_MAX];
    private int count;
    private boolean closed;

    GatheredLines(OutputStream out) {
        this.out = out;
    }

    /** Passes on by itself from now on. */
    static GatheredLines to(OutputStream out) {
        GatheredLines lines = new GatheredLines(out);
        Thread thread = new Thread(lines::passOnUntilClosed, "log-lines");
        thread.setDaemon(true);
        thread.start();
        return lines;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > BYTES_MAX) {
            synchronized (passing) {
                flush();
                out.write(bytes, from, length);
            }
            return;
        }
        while (!gather(bytes, from, length)) {
            flush();
        }
    }

    private synchronized boolean gather(byte[] bytes, int from, int length) {
        if (count + length > BYTES_MAX) {
            return false;
        }
        System.arraycopy(bytes, from, gathered, count, length);
        if (count == 0) {
            notifyAll(); // the thread that passes on, if it waits
        }
        count += length;
        return true;
    }

    /** Passes on now. */
    @Override
    public void flush() throws IOException {
        synchronized (passing) {
            int length = swap();
            if (length > 0) {
                out.write(spare, 0, length);
                out.flush();
            }
        }
    }

    private synchronized int swap() {
        byte[] full = gathered;
        gathered = spare;
        spare = full;
        int length = count;
        count = 0;
        return length;
    }

    /** Passes on what is left; what is written later, who writes it has to. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        flush();
    }

    private void passOnUntilClosed() {
        while (awaitSome()) {
            try {
                Thread.sleep(HOLD.toMillis());
                flush();
            } catch (IOException e) {
                // nobody reads: lines are lost, as they would be without us
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized boolean awaitSome() {
        while (count == 0 && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !closed;
    }
}
