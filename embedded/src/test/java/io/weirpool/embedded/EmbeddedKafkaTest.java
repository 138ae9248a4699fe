package io.weirpool.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void committedRecordsSurviveARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "x"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("t", "k", "v"));
                producer.commitTransaction();
            }
        }
        try (EmbeddedKafka again = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()))) {
            TopicPartition partition = new TopicPartition("t", 0);
            assertThat(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .isBetween(2L, 3L); // the record and the transaction's end, which may be written again
        }
    }

    @Test
    void whatAKilledBrokerLeftEndsAlthoughItsPortIsTaken() throws Exception {
        Path output = directory.resolve("output");
        Process killed = KafkaProcess.start(directory.resolve("kafka"), output);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !killed.isAlive() || Files.readString(output).contains("port "));
        String said = Files.readString(output);
        assertThat(killed.isAlive()).as(said).isTrue();
        int formerPort = Integer.parseInt(said.replaceAll("(?s).*port ([0-9]+).*", "$1"));
        killed.destroyForcibly().waitFor();

        try (ServerSocket other = new ServerSocket(formerPort, 50, InetAddress.getLoopbackAddress());
                EmbeddedKafka again = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()))) {
            assertThat(other.isBound()).isTrue();
            assertThat(admin.describeConsumerGroups(List.of("g"))
                            .describedGroups()
                            .get("g")
                            .get()
                            .members())
                    .isEmpty();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(end(admin, IsolationLevel.READ_COMMITTED))
                            .isEqualTo(end(admin, IsolationLevel.READ_UNCOMMITTED))
                            .isGreaterThan(1));
        }
    }

    private static long end(Admin admin, IsolationLevel isolation) throws Exception {
        TopicPartition partition = new TopicPartition("t", 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Test
    void aDirectoryHalfFormattedByAKilledProcessIsFormattedAgain() throws Exception {
        Files.writeString(
                Files.createDirectories(directory.resolve("kafka.new")).resolve("meta.properties"), "half");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
