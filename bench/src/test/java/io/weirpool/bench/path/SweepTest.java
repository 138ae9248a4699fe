package io.weirpool.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Offset<Double> ROUNDED = within(1.0);

    @Test
    void theLimitIsBetweenNeighbours() throws Exception {
        Sweep.Found found = Sweep.run(500, 64_000, rate -> rate <= 2_600);

        assertThat(found.holding()).isEqualTo(2_378, ROUNDED);
        assertThat(found.failing()).isEqualTo(2_828, ROUNDED);
    }

    @Test
    void aFirstRateThatIsTooHighIsHalved() throws Exception {
        Sweep.Found found = Sweep.run(500, 64_000, rate -> rate <= 100);

        assertThat(found.holding()).isEqualTo(88, ROUNDED);
        assertThat(found.failing()).isEqualTo(105, ROUNDED);
    }

    @Test
    void aHiccupOnTheWayUpIsTriedAgain() throws Exception {
        List<Double> tried = new ArrayList<>();
        Sweep.Found found = Sweep.run(500, 64_000, rate -> {
            tried.add(rate);
            return tried.size() != 2 && rate <= 2_600;
        });

        assertThat(tried).startsWith(500.0, 1_000.0, 1_000.0, 2_000.0);
        assertThat(found.holding()).isEqualTo(2_378, ROUNDED);
    }

    @Test
    void whereAllHoldsNothingFails() throws Exception {
        assertThat(Sweep.run(500, 1_500, rate -> true)).isEqualTo(new Sweep.Found(1_000, Double.POSITIVE_INFINITY));
    }

    @Test
    void whereNothingHoldsItSaysSo() {
        assertThatThrownBy(() -> Sweep.run(500, 64_000, rate -> false)).hasMessageContaining("not even");
    }
}
