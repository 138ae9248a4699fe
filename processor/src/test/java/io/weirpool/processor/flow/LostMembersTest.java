package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostMembersTest {
    private static final String FLOW = "shop.flow-1";

    @TempDir
    Path directory;

    @Test
    void onlyTransactionsOfMembersThatAreGoneAreAborted() throws Exception {
        String lives = FLOW + "-" + UUID.randomUUID();
        String lost = FLOW + "-" + UUID.randomUUID();
        String other = "shop.flow-12-" + UUID.randomUUID();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            try (KafkaConsumer<byte[], byte[]> member = member(kafka, lives);
                    KafkaProducer<byte[], byte[]> one = open(kafka, lives + "-1");
                    KafkaProducer<byte[], byte[]> two = open(kafka, lost + "-1");
                    KafkaProducer<byte[], byte[]> three = open(kafka, other + "-1");
                    KafkaProducer<byte[], byte[]> replaced = open(kafka, lives + "-2");
                    LostMembers watch =
                            LostMembers.watch(KafkaConfig.local(kafka.bootstrapServers()), FLOW, () -> true)) {
                assertThat(List.of(member, one, two, three, replaced, watch)).doesNotContainNull();
                await().atMost(Duration.ofMinutes(3))
                        .untilAsserted(
                                () -> assertThat(ongoing(admin)).containsExactlyInAnyOrder(lives + "-1", other + "-1"));
            }
        }
    }

    private static Set<String> ongoing(Admin admin) throws Exception {
        Set<String> ids = new TreeSet<>();
        for (TransactionListing listing : admin.listTransactions(
                        new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                .all()
                .get()) {
            ids.add(listing.transactionalId());
        }
        return ids;
    }

    private static KafkaConsumer<byte[], byte[]> member(EmbeddedKafka kafka, String process) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        FLOW,
                        "client.id",
                        process + "-StreamThread-1-consumer",
                        "session.timeout.ms",
                        600_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("t"));
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        return consumer;
    }

    private static KafkaProducer<byte[], byte[]> open(EmbeddedKafka kafka, String id) throws Exception {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        id,
                        "transaction.timeout.ms",
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", new byte[1])).get();
        return producer;
    }
}
