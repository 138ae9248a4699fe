package io.weirpool.processor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.FlowCounts;
import io.weirpool.common.topic.FlowCounts.Count;
import io.weirpool.common.topic.Topics;
import io.weirpool.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedCountsTest {
    private static final Name PIPELINE = new Name("p");
    private static final String TOPIC = Topics.about(PIPELINE, 1);

    @TempDir
    private Path directory;

    private static MeterRegistry counted(String direction, int rows) {
        MeterRegistry metrics = new SimpleMeterRegistry();
        metrics.counter(
                        MetricNames.OPERATOR_ROWS,
                        MetricNames.TAG_FLOW,
                        "1",
                        MetricNames.TAG_VIEW,
                        "v",
                        MetricNames.TAG_OPERATOR,
                        "2",
                        MetricNames.TAG_DIRECTION,
                        direction)
                .increment(rows);
        return metrics;
    }

    @Test
    void aRestartedProcessorGoesOnFromWhatItHadTold() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"))) {
            KafkaConfig kafka = KafkaConfig.local(broker.bootstrapServers());
            try (TopicAdmin admin = TopicAdmin.open(kafka)) {
                admin.ensure(TopicSpec.about(TOPIC));
            }

            assertTold(kafka, counted(MetricNames.DIRECTION_IN, 7), new Count("v", "2", 7, 0));
            assertTold(kafka, counted(MetricNames.DIRECTION_OUT, 3), new Count("v", "2", 7, 3));
        }
    }

    /** By a start of its own, and nothing else. */
    private void assertTold(KafkaConfig kafka, MeterRegistry metrics, Count count) {
        try (PublishedCounts counts =
                PublishedCounts.start(ProcessorName.of(directory.resolve("state")), kafka, metrics)) {
            counts.of(PIPELINE, Set.of(1));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(told(kafka)).containsExactly(List.of(count)));
        }
    }

    private static List<List<Count>> told(KafkaConfig kafka) {
        try (KafkaLook look = KafkaLook.open(kafka)) {
            return LogReader.newest(kafka, look, TOPIC).values().stream()
                    .map(json -> FlowCounts.fromJson(json).counts())
                    .toList();
        }
    }

    @Test
    void whatIsNoNameIsMadeAnew() throws IOException {
        String name = ProcessorName.of(directory);
        assertThat(ProcessorName.of(directory)).isEqualTo(name);

        Files.writeString(directory.resolve("processor-name"), "half");
        String other = ProcessorName.of(directory);
        assertThat(other).isNotEqualTo(name);
        assertThat(ProcessorName.of(directory)).isEqualTo(other);
    }
}
