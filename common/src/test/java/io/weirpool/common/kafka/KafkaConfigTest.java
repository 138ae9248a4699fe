package io.weirpool.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {
    @Test
    void clientSettingsAreHandedOn() {
        KafkaConfig kafka = KafkaConfig.from(Settings.of(Map.of(
                "kafka.bootstrap", "a:1,b:2",
                "kafka.client.security.protocol", "SSL",
                "kafka.replication", "1",
                "kafka.min.insync.replicas", "1")));
        assertThat(kafka).isEqualTo(new KafkaConfig("a:1,b:2", Map.of("security.protocol", "SSL"), (short) 1, 1));
        assertThat(kafka.clientProperties())
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"));
    }

    @Test
    void threeReplicasUnlessSaidOtherwise() {
        KafkaConfig kafka = KafkaConfig.from(Settings.of(Map.of("kafka.bootstrap", "a:1")));
        assertThat(kafka.replication()).isEqualTo((short) 3);
        assertThat(kafka.minInSyncReplicas()).isEqualTo(2);
    }

    @Test
    void moreInSyncThanThereAreIsAMistake() {
        Settings settings = Settings.of(Map.of("kafka.bootstrap", "a:1", "kafka.replication", "1"));
        assertThatThrownBy(() -> KafkaConfig.from(settings))
                .hasMessage("kafka.min.insync.replicas = \"2\" is more than kafka.replication = \"1\"");
    }
}
