package io.weirpool.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many records a throttled flow works on in a time that is told, not waited for. */
class PaceTest {
    private static final int PER_SECOND = 1_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FakeClock clock = new FakeClock();
    private final Pace pace = new Pace(PER_SECOND, Map.of("p.s", List.of(1_000_000L, 10L)), clock);

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
            pace.await("p.s", 0, records++);
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
            pace.await("p.s", 1, offset);
            pace.await("p.new", 0, offset);
        }

        assertThat(clock.now).isEqualTo(before);
    }
}
