package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weirpool.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowProducerTest {
    private static final String TOPIC = "t";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int RECORD_BYTES_MAX = 1_000;

    private final List<Long> commits = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void aFlushDoesNotWaitAndTheCommitWaitsForAll() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = topic(kafka);
                FlowProducer producer = producer(kafka)) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> one = producer.send(record(10));
            producer.flush();
            assertThat(one.isDone()).isFalse();
            assertThat(commits).isEmpty();

            producer.commitTransaction();
            assertThat(one.isDone()).isTrue();
            assertThat(commits).hasSize(1);
            long offset = one.get().offset();
            await().untilAsserted(
                            () -> assertThat(committed(admin)).isGreaterThan(offset)); // the broker marks it afterwards
        }
    }

    @Test
    void aRecordThatIsRefusedFailsTheCommit() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                FlowProducer producer = producer(kafka)) {
            topic(kafka).close();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(10));
            producer.send(record(2 * RECORD_BYTES_MAX));
            producer.flush();

            assertThatThrownBy(producer::commitTransaction).isInstanceOf(RecordTooLargeException.class);
            producer.abortTransaction();
            assertThat(commits).isEmpty();
        }
    }

    @Test
    void errorsOfRecordsAreThoseThatKafkaStreamsKnows() {
        KafkaException late = state(new NotEnoughReplicasException("one of two"));
        KafkaException large = state(new RecordTooLargeException("2 MiB"));

        assertThat(FlowProducer.asOfRecord(late))
                .isInstanceOf(TimeoutException.class)
                .hasCause(late);
        assertThat(FlowProducer.asOfRecord(state(new OutOfOrderSequenceException("gap"))))
                .isInstanceOf(ProducerFencedException.class);
        assertThat(FlowProducer.asOfRecord(new InvalidPidMappingException("forgotten")))
                .isInstanceOf(ProducerFencedException.class);
        assertThat(FlowProducer.asOfRecord(large)).isSameAs(large);
    }

    /** As the producer says it of whatever is asked after the error. */
    private static KafkaException state(KafkaException cause) {
        return new KafkaException("in an error state", cause);
    }

    private FlowProducer producer(EmbeddedKafka kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka.bootstrapServers());
        config.put("transactional.id", "flow");
        config.put("linger.ms", 10_000); // nothing is sent but by who waits for it
        return new FlowProducer(config, commits::add);
    }

    private static Admin topic(EmbeddedKafka kafka) throws Exception {
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                .configs(Map.of("max.message.bytes", Integer.toString(RECORD_BYTES_MAX)));
        admin.createTopics(List.of(topic)).all().get();
        return admin;
    }

    private static ProducerRecord<byte[], byte[]> record(int bytes) {
        return new ProducerRecord<>(TOPIC, new byte[bytes]);
    }

    private static long committed(Admin admin) throws Exception {
        return admin.listOffsets(
                        Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }
}
