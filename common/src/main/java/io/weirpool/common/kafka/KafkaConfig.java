package io.weirpool.common.kafka;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port,...}
 * @param client settings passed through to every client as they are (TLS, SASL)
 * @param replication replicas of topics we create: 1 on one broker, 3 in production
 * @param minInSyncReplicas acknowledgement needs that many
 */
public record KafkaConfig(
        String bootstrapServers, Map<String, String> client, short replication, int minInSyncReplicas) {
    public KafkaConfig {
        client = Map.copyOf(client);
    }

    /** Three replicas and two of them in sync: one broker may fail without loss and without a stop. */
    private static final int REPLICATION = 3;

    private static final int MIN_IN_SYNC = 2;
    /** What Kafka's protocol can say. */
    private static final int REPLICATION_MAX = Short.MAX_VALUE;

    /** Reads {@code kafka.*}. */
    public static KafkaConfig from(Settings settings) {
        Setting<String> bootstrap =
                settings.text("kafka.bootstrap").means("Brokers to begin with: `host:port,host:port`.");
        Setting<Map<String, String>> client = settings.below("kafka.client")
                .means(
                        "Handed to every Kafka client as they are, for TLS and SASL: `kafka.client.security.protocol: SASL_SSL`.");
        Setting<Integer> replication = settings.integer("kafka.replication", REPLICATION)
                .between(1, REPLICATION_MAX)
                .means("Replicas of the topics that Weirpool creates; 1 on a single broker.");
        Setting<Integer> inSync = settings.integer("kafka.min.insync.replicas", MIN_IN_SYNC)
                .between(1, REPLICATION_MAX)
                .atMost(replication)
                .means("So many replicas hold a command before it is acknowledged; at most `kafka.replication`.");
        settings.rejectIfInvalid();
        return new KafkaConfig(
                bootstrap.value(), client.value(), replication.value().shortValue(), inSync.value());
    }

    /** A single broker without security, as {@code dev} and tests run it. */
    public static KafkaConfig local(String bootstrapServers) {
        return new KafkaConfig(bootstrapServers, Map.of(), (short) 1, 1);
    }

    /** A new map with the connection settings, to which the caller adds its own. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
