package io.weirpool.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.kafka.KeyPartition;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows fill batches, together or alone. */
class PartitionsTest {
    private static final int ROW_BYTES = 100;
    /** Rows of a batch. */
    private static final int BATCH = 16 * 1024 / ROW_BYTES;

    private final Partitions partitions = new Partitions(3);

    @Test
    void singleRowsOfManyRequestsFillOnePartitionAfterTheOther() {
        int changes = 0;
        int last = 0;
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 6 * BATCH; i++) {
            int partition = partitions.turn().of(null, null, ROW_BYTES);
            changes += partition == last ? 0 : 1;
            last = partition;
            seen.add(partition);
        }
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(changes).isBetween(4, 6);
    }

    @Test
    void requestsOfManyRowsAtTheSameTimeHaveBatchesInPartitionsOfTheirOwn() {
        Partitions.Turn one = partitions.turn();
        Partitions.Turn other = partitions.turn();
        one.of(null, null, ROW_BYTES);
        other.of(null, null, ROW_BYTES);
        for (int i = 0; i < BATCH; i++) {
            assertThat(one.of(null, null, ROW_BYTES)).isNotEqualTo(other.of(null, null, ROW_BYTES));
        }
    }

    @Test
    void rowsLargerThanABatchMoveOn() {
        Partitions.Turn turn = partitions.turn();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            seen.add(turn.of(null, null, 16 * 1024));
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void aKeyOrAnIdSaysWhere() {
        byte[] key = {1, 2, 3};
        byte[] id = {4, 5};
        Partitions.Turn turn = partitions.turn();
        assertThat(turn.of(key, id, ROW_BYTES)).isEqualTo(KeyPartition.of(key, 3));
        assertThat(turn.of(null, id, ROW_BYTES)).isEqualTo(KeyPartition.of(id, 3));
    }
}
