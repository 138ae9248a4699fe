package io.weirpool.common.kafka;

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
