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
                .containsExactly("v: 2 rows, expected 1");
    }
}
