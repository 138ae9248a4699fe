package io.weirpool.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void whatDoesNotFitIsRefusedWhole() {
        ByteBudget.Share share = budget.share();
        assertThat(share.tryTake(60)).isTrue();
        assertThat(budget.share().tryTake(41)).isFalse();
        assertThat(budget.used()).isEqualTo(60);
    }

    @Test
    void everythingTakenIsGivenBackOnce() {
        ByteBudget.Share other = budget.share();
        other.tryTake(10);
        ByteBudget.Share share = budget.share();
        share.tryTake(40);
        share.tryTake(50);
        share.close();
        share.close();
        assertThat(budget.used()).isEqualTo(10);
    }

    @Test
    void largeOnesLeaveTheLastQuarterToSmallOnes() {
        ByteBudget bodies = ByteBudget.withRoomForSmall(100, 10);
        ByteBudget.Share large = bodies.share();
        assertThat(large.tryTake(10)).isTrue(); // small so far
        assertThat(large.tryTake(65)).isTrue();
        assertThat(large.tryTake(1)).isFalse();
        ByteBudget.Share small = bodies.share();
        assertThat(small.tryTake(10)).isTrue();
        assertThat(small.tryTake(1)).isFalse(); // no longer small
        assertThat(bodies.share().tryTake(10)).isTrue();
        large.close();
        assertThat(small.tryTake(1)).isTrue();
    }
}
