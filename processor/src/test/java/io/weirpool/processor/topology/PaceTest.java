package io.weirpool.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many records a flow that is being built works on in a time that is told, not waited for. */
class PaceTest {
    private static final int PER_SECOND = 1_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Map<String, List<Long>> ENDS = Map.of("p.s", List.of(1_000_000L, 10L));

    private final FakeClock clock = new FakeClock();
    private final LiveFlows live = new LiveFlows();
    private final Pace pace = new Pace(PER_SECOND, ENDS, live, clock);

    /** Sleeping is what lets time pass. */
    private static final class FakeClock implements Pace.Clock {
        private long now = 5 * SECOND;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    }

    /** Records worked on until this time. */
    private int recordsUntil(long end) {
        int records = 0;
        while (clock.now < end) {
            pace.await("p.s", 0, records++, 0, 0);
        }
        return records;
    }

    @Test
    void noMoreRecordsASecondThanSaid() {
        assertThat(recordsUntil(clock.now + 3 * SECOND)).isBetween(3 * PER_SECOND - 1, 3 * PER_SECOND + 1);
    }

    @Test
    void timeInWhichNothingCameIsNotSavedUp() {
        recordsUntil(clock.now + SECOND);
        clock.now += 60 * SECOND;

        assertThat(recordsUntil(clock.now + SECOND)).isBetween(PER_SECOND - 1, PER_SECOND + 2);
    }

    @Test
    void fromWhereTheLogEndedOnThereIsNoLimit() {
        long before = clock.now;
        for (int offset = 10; offset < 5_000; offset++) {
            pace.await("p.s", 1, offset, 0, 0);
            pace.await("p.new", 0, offset, 0, 0);
        }

        assertThat(clock.now).isEqualTo(before);
    }

    /** Time of its own that a flow without a throttle has worked of ten seconds, each record costing a tenth of a millisecond. */
    private double sharePerTenSeconds(long liveAgeMs) {
        Pace other = new Pace(0, ENDS, live, clock);
        long begin = clock.now;
        int records = 0;
        while (clock.now < begin + 10 * SECOND) {
            long nowMs = TimeUnit.NANOSECONDS.toMillis(clock.now);
            pace.await("p.live", 0, records, nowMs - liveAgeMs, nowMs);
            other.await("p.s", 0, records++, 0, nowMs);
            clock.now += SECOND / 10_000;
        }
        return records / 100_000.0;
    }

    @Test
    void whileLiveFlowsAreBehindAQuarterOfTheTimeIsLeft() {
        assertThat(sharePerTenSeconds(1_000)).isBetween(0.2, 0.3);
    }

    @Test
    void whileLiveFlowsKeepUpAllOfIt() {
        assertThat(sharePerTenSeconds(20)).isBetween(0.99, 1.01);
    }

    @Test
    void whoStandsByLeavesThemTheSame() {
        Pace standing = new Pace(PER_SECOND, ENDS, live, clock);
        standing.standBy(true);
        long before = clock.now;
        for (int offset = 10; offset < 1_000; offset++) {
            standing.await("p.s", 1, offset, 0, 0);
        }
        assertThat(live.areBehind(0)).isFalse();
        assertThat(clock.now).isEqualTo(before);

        clock.now += SECOND;
        pace.await("p.live", 0, 0, 0, 1_000);
        standing.await("p.s", 1, 1_000, 0, 1_000);
        assertThat(clock.now).isGreaterThan(before + SECOND);

        standing.standBy(false);
        standing.await("p.s", 1, 1_001, 0, 1_000_000);
        assertThat(live.areBehind(1_000_000)).isTrue();
    }

    @Test
    void whatIsBuiltItselfDoesNotCountAsBehind() {
        pace.await("p.s", 0, 0, 0, 1_000_000);
        assertThat(live.areBehind(1_000_000)).isFalse();
        pace.await("p.s", 1, 10, 0, 1_000_000);
        assertThat(live.areBehind(1_000_000))
                .as("a partition that has come to its end, of a flow that has not")
                .isFalse();
    }

    @Test
    void onceItIsBuiltItDoesForAsLongAsACommitMayTake() {
        pace.await("p.s", 0, 0, 0, 1_000_000);
        pace.await("p.s", 0, 1_000_000, 0, 1_005_000);
        assertThat(live.areBehind(1_005_000)).isTrue();
        assertThat(live.areBehind(1_005_900)).isTrue();
        assertThat(live.areBehind(1_006_000)).isFalse();
    }
}
