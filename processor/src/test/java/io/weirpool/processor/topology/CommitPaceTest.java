package io.weirpool.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long NOW = 1_000_000;

    private final AtomicBoolean standsBy = new AtomicBoolean();
    private final CommitPace pace = new CommitPace(Duration.ofMillis(100), standsBy::get);

    @Test
    void aFirstRecordIsCommittedAtOnce() {
        assertThat(pace.untilNext(NOW)).isNegative();
    }

    @Test
    void afterACommitTheNextWaitsForTheRestOfTheInterval() {
        pace.committed(NOW);

        assertThat(pace.untilNext(NOW + 30)).isEqualTo(70);
    }

    @Test
    void aClockThatWasSetBackMakesNobodyWaitLonger() {
        pace.committed(NOW);

        assertThat(pace.untilNext(NOW - 5_000)).isEqualTo(100);
    }

    @Test
    void oldRecordsAreABacklogAndFreshOnesAreNot() {
        pace.taken(NOW - 900, NOW);
        assertThat(pace.isSeldom(NOW)).isFalse();

        pace.taken(NOW - 1_100, NOW);
        assertThat(pace.isSeldom(NOW)).isTrue();
        assertThat(pace.isSeldom(NOW + 500)).isFalse();
    }

    @Test
    void whoStandsByCommitsSeldom() {
        pace.taken(NOW, NOW);
        standsBy.set(true);

        assertThat(pace.isSeldom(NOW)).isTrue();
    }
}
