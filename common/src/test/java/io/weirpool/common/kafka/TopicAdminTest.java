package io.weirpool.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminTest {
    @TempDir
    static Path directory;

    static EmbeddedKafka broker;
    static KafkaConfig kafka;
    static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(directory);
        kafka = KafkaConfig.local(broker.bootstrapServers());
        admin = Admin.create(kafka.clientProperties());
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void missingTopicsAreMadeWithTheirSettingsAndTheSecondTimeLeftAlone() throws Exception {
        List<TopicSpec> specs = List.of(
                TopicSpec.log("a.log", 4),
                TopicSpec.view("a.view.v1", 2),
                TopicSpec.catalog("a.catalog"),
                TopicSpec.deadLetters("a.dead-letters"));
        try (TopicAdmin topics = TopicAdmin.open(kafka)) {
            topics.ensure(specs);
            topics.ensure(specs);
        }
        assertThat(setting("a.log", "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting("a.log", "retention.ms")).isEqualTo("-1");
        assertThat(setting("a.log", "min.insync.replicas")).isEqualTo("1");
        assertThat(setting("a.view.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("a.view.v1", "delete.retention.ms")).isEqualTo("604800000");
        assertThat(setting("a.dead-letters", "max.message.bytes")).isEqualTo("5242880");
        assertThat(admin.describeTopics(List.of("a.log"))
                        .allTopicNames()
                        .get()
                        .get("a.log")
                        .partitions())
                .hasSize(4);
    }

    /** Asked once, no leader says that it is none yet: a client that does not ask again shows it. */
    @Test
    void newTopicsCanBeWrittenToAtOnce() throws Exception {
        Map<String, Object> once = new HashMap<>(kafka.clientProperties());
        once.put("retries", 0);
        try (TopicAdmin topics = TopicAdmin.open(kafka);
                Admin impatient = Admin.create(once)) {
            for (int round = 0; round < 20; round++) {
                String name = "n%d.log".formatted(round);
                topics.ensure(TopicSpec.log(name, 20));
                Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
                IntStream.range(0, 20).forEach(p -> ends.put(new TopicPartition(name, p), OffsetSpec.latest()));
                assertThat(impatient.listOffsets(ends).all().get()).hasSize(20);
            }
        }
    }

    @Test
    void otherSettingsAreRefusedWithTheCommandThatMendsThem() throws Exception {
        admin.createTopics(List.of(new NewTopic("b.log", 4, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "9999999"))))
                .all()
                .get();
        assertDiffers(
                TopicSpec.log("b.log", 4),
                "topic b.log has cleanup.policy=compact, message.timestamp.type=CreateTime, retention.ms=604800000: "
                        + "kafka-configs.sh --bootstrap-server " + broker.bootstrapServers()
                        + " --alter --entity-type topics --entity-name b.log --add-config "
                        + "cleanup.policy=delete,message.timestamp.type=LogAppendTime,retention.ms=-1");
    }

    @Test
    void otherPartitionsAreRefusedWithTheCommandThatMendsThem() {
        try (TopicAdmin topics = TopicAdmin.open(kafka)) {
            topics.ensure(TopicSpec.log("c.log", 3));
        }
        assertDiffers(
                TopicSpec.log("c.log", 4),
                "topic c.log has 3 partitions, 4 are wanted: kafka-topics.sh --bootstrap-server "
                        + broker.bootstrapServers() + " --alter --topic c.log --partitions 4");
        assertDiffers(TopicSpec.log("c.log", 2), "--delete --topic c.log");
    }

    @Test
    void manyMayMakeTheSameTopicsAtOnce() {
        assertThatCode(() -> IntStream.range(0, 4).parallel().forEach(i -> {
                    try (TopicAdmin topics = TopicAdmin.open(kafka)) {
                        topics.ensure(TopicSpec.log("d.log", 2), TopicSpec.view("d.view.v1", 2));
                    }
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void brokerThatCannotBeNamedIsUnavailable() {
        assertThatThrownBy(() -> TopicAdmin.open(KafkaConfig.local("nowhere.invalid:9092")))
                .isInstanceOfSatisfying(WeirpoolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.LOG_UNAVAILABLE);
                    assertThat(e).hasMessageContaining("nowhere.invalid:9092");
                });
    }

    private static void assertDiffers(TopicSpec spec, String detail) {
        try (TopicAdmin topics = TopicAdmin.open(kafka)) {
            assertThatThrownBy(() -> topics.ensure(spec)).isInstanceOfSatisfying(WeirpoolException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.TOPIC_SETTINGS_DIFFER);
                assertThat(e).hasMessageContaining(detail);
            });
        }
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }
}
