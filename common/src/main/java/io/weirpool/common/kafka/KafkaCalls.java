package io.weirpool.common.kafka;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Waits for Kafka's answers and says what failed in our words. */
final class KafkaCalls {
    /** A broker that answers does so within milliseconds; after this it is taken for unreachable and asked again. */
    static final int WAIT_MS_MAX = 10_000;

    private KafkaCalls() {}

    /** @throws WeirpoolException {@code LOG_UNAVAILABLE} when the connection's settings are wrong */
    static Admin admin(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WAIT_MS_MAX);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MS_MAX / 2);
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            throw unavailable(kafka, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * An offset of each partition; the latest is that for one who reads what is committed.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE}, also when one does not exist
     */
    static Map<LogPartition, Long> offsets(
            Admin admin, KafkaConfig kafka, Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<LogPartition, Long> offsets = new HashMap<>();
        await(
                        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                                .all(),
                        kafka)
                .forEach((partition, found) ->
                        offsets.put(new LogPartition(partition.topic(), partition.partition()), found.offset()));
        return offsets;
    }

    /** @throws WeirpoolException {@code LOG_UNAVAILABLE} */
    static <T> T await(Future<T> answer, KafkaConfig kafka) {
        try {
            return answer.get(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(kafka, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(kafka, e);
        }
    }

    static WeirpoolException unavailable(KafkaConfig kafka, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new WeirpoolException(
                ErrorCode.LOG_UNAVAILABLE, "Kafka at %s: %s".formatted(kafka.bootstrapServers(), why), cause);
    }
}
