package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.History;
import io.weirpool.common.catalog.History.Build;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.embedded.EmbeddedKafka;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.ViewPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that is held back, on a real broker. */
class ThrottledFlowTest {
    private static final Name PIPELINE = new Name("p");
    private static final String LOG = "p.sale";
    private static final int PARTITIONS = 4;
    private static final long RECORDS = 10_000;
    private static final List<SourceFile> FILES = List.of(new SourceFile(
            "a.sql",
            "CREATE STREAM sale (id INTEGER NOT NULL);\n"
                    + "CREATE MATERIALIZED VIEW n AS SELECT id, count(*) AS n FROM sale GROUP BY id;\n"));

    @TempDir
    private Path directory;

    /** How far it is can be told once it is somewhere in each of them. */
    @Test
    void itReadsPartitionsByTurns() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"))) {
            KafkaConfig kafka = KafkaConfig.local(broker.bootstrapServers());
            writeLog(kafka);
            CatalogTopic.append(kafka, "c", revision());

            ProcessorConfig config = ProcessorConfig.local("c", directory.resolve("state"));
            try (Processor processor = Processor.start(config, kafka, new SimpleMeterRegistry());
                    Admin admin = Admin.create(kafka.clientProperties())) {
                Collection<Long> read = new ArrayList<>();
                await().atMost(Duration.ofMinutes(3)).until(() -> {
                    read.clear();
                    read.addAll(committed(admin));
                    return read.size() == PARTITIONS;
                });
                assertThat(processor.whyNotReady()).isEmpty();
                assertThat(read.stream().mapToLong(Long::longValue).sum())
                        .as("a partition after the other would be three quarters at least")
                        .isLessThan(PARTITIONS * RECORDS / 2);
            }
        }
    }

    private static void writeLog(KafkaConfig kafka) {
        try (TopicAdmin admin = TopicAdmin.open(kafka);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.ensure(TopicSpec.log(LOG, PARTITIONS));
            for (int i = 0; i < RECORDS * PARTITIONS; i++) {
                byte[] row = "{\"id\":%d}".formatted(i).getBytes(UTF_8);
                var unused = producer.send(new ProducerRecord<>(LOG, i % PARTITIONS, null, row));
            }
            producer.flush();
        }
    }

    private static Revision revision() {
        Pipeline compiled = PipelineCompiler.compile(FILES);
        ViewPlan plan = compiled.views().get(0);
        View view = new View(
                plan.name(),
                1,
                1,
                plan.sql(),
                plan.columns(),
                plan.key(),
                plan.indexes(),
                PARTITIONS,
                List.of(new View.Input(new Name("sale"), PARTITIONS, true)));
        Map<String, List<Long>> ends = Map.of(LOG, List.of(RECORDS, RECORDS, RECORDS, RECORDS));
        Build throttled = new Build(1, FILES, ends, 0, 1_000, List.of());
        History history = new History(List.of(), List.of(throttled), Map.of(), Map.of(), 1, List.of());
        return new Revision(1, 0, PIPELINE, FILES, compiled.sources(), List.of(view), history);
    }

    /** Of partitions of the log in which the flow is not at the beginning any more. */
    private static List<Long> committed(Admin admin) throws Exception {
        return admin
                .listConsumerGroupOffsets(Topics.application(PIPELINE, 1))
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(at -> at.getKey().topic().equals(LOG))
                .map(Map.Entry::getValue)
                .map(OffsetAndMetadata::offset)
                .filter(offset -> offset > 0)
                .toList();
    }
}
