package io.weirpool.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.process.Spent;
import io.weirpool.bench.report.Table;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PathRowsTest {
    private static Measured run(String side, double rate, long p99Millis, double behind) {
        Histogram micros = new Histogram(5);
        micros.recordValue(p99Millis * 1_000);
        OpenLoop.Result result =
                new OpenLoop.Result((long) rate, (long) rate, Map.of(), (long) rate * 3, 1, micros, List.of());
        Sightings.Seen seen = side.equals(Sides.WEIRPOOL) ? new Sightings.Seen(micros, micros, 0) : null;
        return new Measured(side, rate, result, new Spent(1, 1, 1, 1, 4), seen, behind);
    }

    @Test
    void ofEachRateTheRunInTheMiddleIsShownAndBothSidesAreCompared() {
        Table table = PathRows.table(
                List.of(
                        run(Sides.SYNCHRONOUS, 500, 30, 0),
                        run(Sides.SYNCHRONOUS, 1_000, 400, 0),
                        run(Sides.SYNCHRONOUS, 1_189, 600, 0),
                        run(Sides.WEIRPOOL, 1_000, 20, 0.3),
                        run(Sides.WEIRPOOL, 1_189, 30, 7),
                        run(Sides.WEIRPOOL, 2_000, 40, 7),
                        run(Sides.SYNCHRONOUS, 500, 10, 0),
                        run(Sides.SYNCHRONOUS, 500, 20, 0)),
                List.of(new Sweep.Found(500, 1_000)),
                List.of(new Sweep.Found(2_000, 4_000)),
                List.of(1_189.0, Double.POSITIVE_INFINITY));

        assertThat(table.rows())
                .extracting(
                        row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2) + "|" + row.get(4) + "|" + row.get(9))
                .containsExactly(
                        "synchronous|500|500|20.0|",
                        "synchronous|1,000|1,000|400.0|",
                        "synchronous|1,189|1,189|600.0|",
                        "weirpool|1,000|1,000|20.0|0.3",
                        "weirpool|1,189|1,189|30.0|7.0",
                        "weirpool|2,000|2,000|40.0|7.0",
                        "most with p99 below 100 ms: synchronous||500||",
                        "most with p99 below 100 ms: weirpool||2,000||",
                        "their ratio||4.00||",
                        "most with all readable 1 s later: weirpool||1,000||",
                        "p99 where the synchronous side saturates: synchronous|||600.0|",
                        "p99 where the synchronous side saturates: weirpool|||30.0|",
                        "times lower|||20.0|");
    }
}
