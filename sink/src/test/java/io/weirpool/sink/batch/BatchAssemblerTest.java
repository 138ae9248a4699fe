package io.weirpool.sink.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is closed stays as it is, and what is read meanwhile comes after it. */
class BatchAssemblerTest {
    private static final ViewPartition FIRST = new ViewPartition("t", 1, 0);
    private static final ViewPartition SECOND = new ViewPartition("t", 1, 1);

    private final BatchAssembler assembler = new BatchAssembler(new BatchLimits(2, 1 << 20, Duration.ofSeconds(1)));

    private void read(ViewPartition partition, long offset) {
        PartitionBatch batch = assembler.batchOf(partition, 0, 0);
        Bytes key = Bytes.wrap(("[" + offset + "]").getBytes(UTF_8));
        batch.add(new RowRecord(offset, key, key, null));
        batch.reach(offset + 1);
    }

    @Test
    void nothingIsClosedBeforeThereIsEnoughOrItIsOld() {
        read(FIRST, 0);
        assertThat(assembler.close(0, partition -> true)).isEmpty();
        read(SECOND, 0);
        assertThat(assembler.close(0, partition -> true)).hasSize(2);
    }

    @Test
    void whatIsReadMeanwhileBeginsWhereTheClosedBatchEnds() {
        read(FIRST, 0);
        read(FIRST, 1);
        PartitionBatch closed = assembler.close(0, partition -> true).get(0);
        // when
        read(FIRST, 2);
        // then
        assertThat(closed.nextOffset()).isEqualTo(2);
        assertThat(assembler.batchOf(FIRST, 0, 0).fromOffset()).isEqualTo(2);
        assertThat(assembler.close(0, partition -> false)).isEmpty();
    }

    @Test
    void theClosedBatchIsWrittenAgainAsItIsBeforeTheNext() {
        read(FIRST, 0);
        List<PartitionBatch> first = assembler.close(Duration.ofSeconds(2).toNanos(), partition -> true);
        read(FIRST, 1);
        // when
        assertThat(assembler.close(0, partition -> true)).isEqualTo(first);
        assembler.written(first.get(0));
        // then
        read(FIRST, 2);
        List<PartitionBatch> next = assembler.close(0, partition -> true);
        assertThat(next).extracting(PartitionBatch::fromOffset).containsExactly(1L);
        assertThat(next).extracting(PartitionBatch::nextOffset).containsExactly(3L);
    }

    @Test
    void ofAPartitionThatIsLeftOnlyTheClosedBatchStays() {
        read(FIRST, 0);
        PartitionBatch closed = assembler
                .close(Duration.ofSeconds(2).toNanos(), partition -> true)
                .get(0);
        read(FIRST, 1);
        // when
        assembler.removeFilling(FIRST);
        // then
        assertThat(assembler.isClosed(closed)).isTrue();
        assembler.written(closed);
        assertThat(assembler.isEmpty(FIRST)).isTrue();
    }

    @Test
    void whatWasRemovedAndReadAnewIsAnotherBatch() {
        read(FIRST, 0);
        PartitionBatch closed = assembler
                .close(Duration.ofSeconds(2).toNanos(), partition -> true)
                .get(0);
        assembler.remove(List.of(FIRST));
        read(FIRST, 0);
        assembler.close(Duration.ofSeconds(2).toNanos(), partition -> true);
        // when
        assembler.written(closed);
        // then
        assertThat(assembler.isClosed(closed)).isFalse();
        assertThat(assembler.isEmpty(FIRST)).isFalse();
    }
}
