package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a flow lets records gather before it asks for more. */
class GatheringTest {
    private final AtomicBoolean standsBy = new AtomicBoolean(true);
    private final AtomicLong slept = new AtomicLong();
    private final Gathering gathering = new Gathering(standsBy::get, slept::addAndGet);

    private boolean restsAfter(int records) {
        slept.set(0);
        gathering.came(records);
        gathering.await();
        return slept.get() > 0;
    }

    @Test
    void whoStandsByRestsAfterAPollThatBroughtSome() {
        assertThat(restsAfter(1)).isTrue();
        assertThat(restsAfter(FlowSettings.POLL_RECORDS_MAX - 1)).isTrue();
    }

    @Test
    void notAfterOneThatBroughtNothingOrAllItMay() {
        assertThat(restsAfter(0)).isFalse();
        assertThat(restsAfter(FlowSettings.POLL_RECORDS_MAX)).isFalse();
    }

    @Test
    void whoIsReadDoesNot() {
        standsBy.set(false);

        assertThat(restsAfter(1)).isFalse();
    }

    @Test
    void whatAPollBroughtIsCounted() {
        TopicPartition log = new TopicPartition("p.bid", 0);
        MockConsumer<byte[], ByteBuffer> kafka = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        Consumer<byte[], byte[]> polled =
                new BatchingClients(Set.of("p.bid"), () -> false, ms -> {}).batching(kafka, gathering);
        kafka.assign(List.of(log));
        kafka.updateBeginningOffsets(Map.of(log, 0L));
        kafka.addRecord(new ConsumerRecord<>("p.bid", 0, 0, new byte[0], ByteBuffer.allocate(0)));

        polled.poll(Duration.ZERO);
        assertThat(slept.get()).isZero();
        polled.poll(Duration.ZERO);
        assertThat(slept.get()).isPositive();
    }
}
