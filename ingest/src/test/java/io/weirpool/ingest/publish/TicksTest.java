package io.weirpool.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Partitions without rows hear how far the others are, once, and no farther than the clock allows. */
class TicksTest {
    private static final Watermark WATERMARK = new Watermark(0, 5, 1_000);
    private static final Source SOURCE = new Source(
                    new Name("hit"),
                    Source.Kind.STREAM,
                    RowType.of(Column.of("at", SqlType.of(TypeKind.TIMESTAMP))),
                    List.of(),
                    List.of(),
                    3,
                    Map.of())
            .withWatermark(WATERMARK);
    private static final long LATER = Ticks.IDLE.toNanos();

    private final List<String> written = new ArrayList<>();
    private boolean answers = true;
    private final Ticks ticks = new Ticks(
            (log, partition, micros, then) -> {
                written.add(log + "-" + partition + " " + micros);
                if (answers) {
                    then.run();
                }
            },
            new SimpleMeterRegistry());

    private void append(int partition, Long micros, long nowNanos) {
        ticks.appended(
                SOURCE,
                WATERMARK,
                "p.hit",
                List.of(new Command(partition, null, new byte[0], null, micros)),
                nowNanos,
                1);
    }

    @Test
    void partitionsWithoutRowsHearTheGreatestTimeOnce() {
        append(1, 900L, 0);
        append(1, 700L, 0);
        ticks.beat(LATER);
        ticks.beat(5 * LATER);
        assertThat(written).containsExactly("p.hit-0 900", "p.hit-2 900");
    }

    @Test
    void partitionThatHasRowsIsLeftAlone() {
        append(0, 900L, 0);
        append(1, 100L, LATER);
        append(2, null, LATER);
        ticks.beat(LATER + 1);
        assertThat(written).isEmpty();
    }

    @Test
    void partitionIsToldAgainWhenTheOthersGoOn() {
        append(0, 900L, 0);
        ticks.beat(LATER);
        append(0, 950L, LATER);
        ticks.beat(2 * LATER);
        assertThat(written).containsExactly("p.hit-1 900", "p.hit-2 900", "p.hit-1 950", "p.hit-2 950");
    }

    @Test
    void tickThatDidNotArriveIsWrittenAgain() {
        answers = false;
        append(0, 900L, 0);
        ticks.beat(LATER);
        ticks.beat(LATER + 1);
        answers = true;
        ticks.beat(3 * LATER);
        ticks.beat(5 * LATER);
        assertThat(written).containsExactly("p.hit-1 900", "p.hit-2 900", "p.hit-1 900", "p.hit-2 900");
    }

    /** The clock says 1 ms, 1 ms is allowed beyond. */
    @Test
    void rowFarAheadIsNobodysMeasure() {
        append(0, 2_001L, 0);
        append(1, 2_000L, 0);
        ticks.beat(LATER);
        assertThat(written).containsExactly("p.hit-0 2000", "p.hit-2 2000");
    }
}
