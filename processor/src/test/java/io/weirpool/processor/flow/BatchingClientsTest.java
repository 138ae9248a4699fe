package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka Streams sees of a poll: positions must be those that may be committed at each moment. */
class BatchingClientsTest {
    private static final TopicPartition LOG = new TopicPartition("p.bid", 0);
    private static final TopicPartition HOP = new TopicPartition("p.flow-1-hop", 0);

    private final MockConsumer<byte[], ByteBuffer> kafka = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final Consumer<byte[], byte[]> batching =
            new BatchingClients(Set.of("p.bid"), () -> false, ms -> {}).batching(kafka, new Gathering(() -> false));

    @BeforeEach
    void assign() {
        kafka.assign(List.of(LOG, HOP));
        kafka.updateBeginningOffsets(Map.of(LOG, 0L, HOP, 0L));
    }

    private void give(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            kafka.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[0], value((byte) offset)));
        }
    }

    /** As Kafka gives values: a part of what was read. */
    private static ByteBuffer value(byte only) {
        return ByteBuffer.wrap(new byte[] {-1, only, -1}, 1, 1).slice();
    }

    @Test
    void recordsOfALogAreOneBatchWithTheOffsetOfTheFirst() {
        give(LOG, 3, 4, 7);

        ConsumerRecords<byte[], byte[]> polled = batching.poll(Duration.ZERO);

        assertThat(polled.records(LOG)).hasSize(1);
        assertThat(polled.records(LOG).get(0).offset()).isEqualTo(3);
        assertThat(polled.nextOffsets().get(LOG).offset()).isEqualTo(8);
        assertThat(batching.position(LOG)).isEqualTo(8);
    }

    @Test
    void recordsOfAHopStayAsTheyAre() {
        give(HOP, 0, 1);

        List<ConsumerRecord<byte[], byte[]>> records =
                batching.poll(Duration.ZERO).records(HOP);

        assertThat(records).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
        assertThat(records).extracting(ConsumerRecord::value).containsExactly(new byte[] {0}, new byte[] {1});
    }

    @Test
    void aPositionThatMovesWithoutARecordIsABatchWithoutRecordsOnce() {
        ConsumerRecords<byte[], ByteBuffer> ended = // as the end of a transaction does
                new ConsumerRecords<>(Map.of(), Map.of(LOG, new OffsetAndMetadata(5), HOP, new OffsetAndMetadata(7)));
        Consumer<byte[], byte[]> moving = new BatchingClients(Set.of("p.bid"), () -> false, ms -> {})
                .batching(
                        new MockConsumer<>("earliest") {
                            @Override
                            public synchronized ConsumerRecords<byte[], ByteBuffer> poll(Duration timeout) {
                                return ended;
                            }

                            @Override
                            public synchronized Set<TopicPartition> assignment() {
                                return Set.of(LOG, HOP);
                            }
                        },
                        new Gathering(() -> false));

        ConsumerRecords<byte[], byte[]> moved = moving.poll(Duration.ZERO);
        ConsumerRecords<byte[], byte[]> still = moving.poll(Duration.ZERO);

        assertThat(moved.records(LOG)).extracting(ConsumerRecord::offset).containsExactly(4L);
        assertThat(moved.records(HOP)).isEmpty();
        assertThat(still.records(LOG)).isEmpty();
    }

    @Test
    void aLogThatTheFlowHasReadIsNotBegunAnew() {
        batching.seekToBeginning(List.of(LOG, HOP));
        kafka.commitSync(Map.of(LOG, new OffsetAndMetadata(7), HOP, new OffsetAndMetadata(7)));
        batching.seekToBeginning(List.of(HOP));

        assertThatThrownBy(() -> batching.seekToBeginning(List.of(LOG)))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GAP))
                .hasMessage("p.bid-0: the command at 7 is not there any more");
    }

    @Test
    void failuresOfTheConsumerAreItsOwn() {
        kafka.setPollException(new org.apache.kafka.common.KafkaException("gone"));

        assertThatThrownBy(() -> batching.poll(Duration.ZERO))
                .hasMessage("gone")
                .hasNoCause();
    }
}
