package io.weirpool.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTest {
    @Test
    void partitionsAreOfEachInstance() {
        assertThat(Case.ofInstances(List.of(1, 2), List.of(1, 4), 500))
                .extracting(Case::instances, Case::partitions)
                .containsExactly(tuple(1, 1), tuple(1, 4), tuple(2, 2), tuple(2, 8));
    }

    @Test
    void manyKeysHaveAtLeastTwoEventsEach() {
        assertThat(Case.ofKeys(List.of(10_000, 3_000_000)))
                .extracting(Case::events)
                .containsExactly(1_000_000L, 6_000_000L);
    }
}
