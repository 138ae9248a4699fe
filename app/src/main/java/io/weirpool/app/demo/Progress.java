package io.weirpool.app.demo;

import java.io.PrintWriter;

/** A bar that fills, on a terminal in place, elsewhere a line every tenth. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final int total;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private int done;
    private int tenthShown;

    Progress(PrintWriter out, int total, boolean terminal) {
        this.out = out;
        this.total = total;
        this.terminal = terminal;
    }

    /** @param delayMillis accepted → visible, negative while unknown */
    void add(int events, long delayMillis) {
        done += events;
        int tenth = (int) (10L * done / total);
        if (terminal) {
            out.print("\r" + line(delayMillis));
            out.flush();
        } else if (tenth > tenthShown) {
            tenthShown = tenth;
            out.println(line(delayMillis));
        }
    }

    /** Leaves the bar as it is and goes on below it. */
    void finish() {
        if (terminal) {
            out.println();
        }
    }

    private String line(long delayMillis) {
        int filled = (int) ((long) WIDTH * done / total);
        double seconds = Math.max(0.001, (System.nanoTime() - startNanos) / 1e9);
        String delay = delayMillis < 0 ? "" : ", accepted → visible %d ms".formatted(delayMillis);
        return "[%s%s] %,d of %,d events, %,.0f events/s%s   "
                .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), done, total, done / seconds, delay);
    }
}
