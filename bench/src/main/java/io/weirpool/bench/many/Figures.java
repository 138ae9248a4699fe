package io.weirpool.bench.many;

import static io.weirpool.bench.report.Cells.tenths;
import static io.weirpool.bench.report.Cells.whole;

import io.weirpool.bench.process.Servers.Used;
import java.util.List;

/**
 * What so many views cost.
 *
 * @param applies how often definitions were applied: each makes a flow of its own
 * @param events of the backlog
 * @param working from the first event sent until all tables held everything
 * @param idle a while without events
 * @param peakPssBytes of processor and sink
 */
record Figures(int views, int applies, long events, Used working, Used idle, long peakPssBytes) {
    static final List<String> COLUMNS = List.of(
            "run",
            "views",
            "applies",
            "events/s",
            "us/event",
            "us/event/view",
            "PostgreSQL us/event",
            "broker us/event",
            "others CPU s",
            "idle %",
            "PostgreSQL idle %",
            "broker idle %",
            "others idle %",
            "PSS MiB",
            "wanted");
    private static final double MIB = 1024 * 1024;
    private static final double MICROS = 1e6;
    /** Of a core, of 20 views of one apply. */
    static final double IDLE_PERCENT_MAX = 15;

    static final int VIEWS_JUDGED = 20;

    List<String> cells() {
        return List.of(
                "processor sink",
                Integer.toString(views),
                Integer.toString(applies),
                whole(events / working.seconds()),
                tenths(perEvent(working.job())),
                tenths(perEvent(working.job()) / views),
                tenths(perEvent(working.postgres())),
                tenths(perEvent(working.broker())),
                tenths(working.others()),
                tenths(percent(idle.job())),
                tenths(percent(idle.postgres())),
                tenths(percent(idle.broker())),
                tenths(percent(idle.others())),
                whole(peakPssBytes / MIB),
                wanted());
    }

    private double perEvent(double seconds) {
        return seconds * MICROS / events;
    }

    /** Of a core. */
    private double percent(double seconds) {
        return 100 * seconds / idle.seconds();
    }

    private String wanted() {
        if (views != VIEWS_JUDGED || applies != 1) {
            return "";
        }
        return "idle below %.0f %%: %s"
                .formatted(IDLE_PERCENT_MAX, percent(idle.job()) < IDLE_PERCENT_MAX ? "yes" : "NO");
    }
}
