package io.weirpool.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void equalRowsAreNoDifference() {
        assertThat(Comparison.differences("v", Set.of("a|1", "b|2"), List.of("b|2", "a|1")))
                .isEmpty();
    }

    @Test
    void aChangedRowIsMissingAndUnexpected() {
        assertThat(Comparison.differences("v", Set.of("a|1", "b|2"), List.of("a|1", "b|3")))
                .containsExactly("v: missing    b|2", "v: unexpected b|3");
    }

    @Test
    void aRowTwiceIsADifference() {
        assertThat(Comparison.differences("v", Set.of("a|1"), List.of("a|1", "a|1")))
                .containsExactly("v: unexpected a|1", "v: 2 rows, expected 1");
        assertThat(Comparison.differences("v", List.of("a|1", "a|1"), List.of("a|1", "a|1")))
                .isEmpty();
    }

    @Test
    void zerosAtTheEndAndWhatNoAverageHasDoNotCount() {
        assertThat(Comparison.differences(
                        "v", Set.of("a|1.5|0", "0.12345679|b"), List.of("0.123456789|b", "a|1.50|0.0")))
                .isEmpty();
        assertThat(Comparison.differences("v", Set.of("1.5.0|x"), List.of("1.5.00|x")))
                .hasSize(2);
    }
}
