package io.weirpool.bench.freshness;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.process.Spent;
import io.weirpool.bench.report.Cells;
import java.util.List;

/**
 * What a run at one rate shows of one view.
 *
 * @param rate rows a second that were due
 * @param result of the posts
 * @param seen when watched rows could be read
 * @param spent from the first post until all could be read
 */
record Fresh(int rate, View view, OpenLoop.Result result, Sightings.Seen seen, Spent spent) {
    static final List<String> COLUMNS = List.of(
            "events/s asked",
            "events/s",
            "view",
            "p50 ms",
            "p99 ms",
            "max ms",
            "too long by at most ms",
            "watched",
            "answer p99 ms",
            "wrong",
            "weirpool CPU s",
            "PostgreSQL CPU s",
            "broker CPU s",
            "load CPU s",
            "others CPU s",
            "seconds",
            "runs");

    /** Both read the same log in the same flow. */
    enum View {
        NO_HOP("filter, no hop", Readings.PASSED),
        ONE_HOP("group by, one hop", Readings.COUNTED);

        private final String shown;
        private final String query;

        View(String shown, String query) {
            this.shown = shown;
            this.query = query;
        }

        /** Which of the ids can be read. */
        String query() {
            return query;
        }
    }

    double p99() {
        return seen.millis(99);
    }

    /** @param runs of which this is the one in the middle */
    List<String> cells(int runs) {
        return List.of(
                Cells.whole(rate),
                Cells.whole(result.rowsPerSecond()),
                view.shown,
                Cells.whole(seen.millis(50)),
                Cells.whole(p99()),
                Cells.whole(seen.maxMillis()),
                Cells.tenths(seen.preciseMillis()),
                Long.toString(seen.micros().getTotalCount()),
                Cells.tenths(result.millis(99)),
                result.wrong().isEmpty() ? "0" : result.wrong().toString(),
                Cells.tenths(spent.service()),
                Cells.tenths(spent.postgres()),
                Cells.tenths(spent.broker()),
                Cells.tenths(spent.load()),
                Cells.tenths(spent.others()),
                Cells.tenths(result.seconds()),
                Integer.toString(runs));
    }
}
