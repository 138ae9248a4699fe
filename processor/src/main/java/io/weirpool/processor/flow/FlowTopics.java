package io.weirpool.processor.flow;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be there before a flow starts: its topics, and where each log begins. */
final class FlowTopics {
    /** Kafka answers in milliseconds; past this it is taken for away, and the start is tried again. */
    private static final int WAIT_SECONDS_MAX = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FlowTopics.class);

    private FlowTopics() {}

    static void ensure(KafkaConfig kafka, Name pipeline, int flow, List<Source> sources, List<View> views) {
        List<TopicSpec> wanted = new ArrayList<>();
        sources.forEach(s -> wanted.add(TopicSpec.log(Topics.log(pipeline, s.name()), s.partitions())));
        views.forEach(v -> wanted.add(TopicSpec.view(Topics.view(pipeline, v.name(), v.version()), v.partitions())));
        wanted.add(TopicSpec.deadLetters(Topics.deadLetters(pipeline)));
        wanted.add(TopicSpec.ledger(Topics.ledger(pipeline)));
        wanted.add(TopicSpec.repeats(Topics.repeats(pipeline)));
        wanted.add(TopicSpec.about(Topics.about(pipeline, flow)));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(wanted);
        }
    }

    /**
     * First offset of each log partition.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer; {@code GAP}
     *     when commands the flow has not read yet are gone, or the log is another than the one it has read
     */
    static Map<LogPartition, Long> firstOffsets(
            KafkaConfig kafka, Name pipeline, List<Source> sources, String application) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Source source : sources) {
            for (int p = 0; p < source.partitions(); p++) {
                asked.put(new TopicPartition(Topics.log(pipeline, source.name()), p), OffsetSpec.earliest());
            }
        }
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            Map<TopicPartition, ListOffsetsResultInfo> first =
                    await(admin.listOffsets(asked).all());
            asked.replaceAll((partition, spec) -> OffsetSpec.latest());
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    await(admin.listOffsets(asked).all());
            Map<TopicPartition, OffsetAndMetadata> committed =
                    await(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
            Map<LogPartition, Long> offsets = new HashMap<>();
            first.forEach((partition, info) -> {
                refuseGap(
                        partition,
                        info.offset(),
                        requireNonNull(ends.get(partition)).offset(),
                        committed.get(partition));
                offsets.put(new LogPartition(partition.topic(), partition.partition()), info.offset());
            });
            return offsets;
        }
    }

    /**
     * Sees to it that a flow that does not begin with its logs begins there: what is before is not even read. When somebody
     * else runs the flow already he has done it; what is read all the same is passed over by the tasks.
     *
     * @param first where partitions begin to be read that are not read from their beginning
     */
    static void beginAt(KafkaConfig kafka, String application, Map<LogPartition, Long> first) {
        if (first.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    await(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
            Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
            first.forEach((partition, offset) -> wanted.put(
                    new TopicPartition(partition.log(), partition.partition()), new OffsetAndMetadata(offset)));
            wanted.keySet().removeAll(committed.keySet());
            if (!wanted.isEmpty()) {
                admin.alterConsumerGroupOffsets(application, wanted).all().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("flow {} reads its logs from their beginning: {}", application, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "stopped while saying where to begin", e);
        }
    }

    private static void refuseGap(
            TopicPartition partition, long first, long end, @Nullable OffsetAndMetadata committed) {
        if (committed != null && committed.offset() < first) {
            throw new WeirpoolException(
                    ErrorCode.GAP,
                    "%s: the flow has read up to %d and the log begins at %d; the commands between are gone"
                            .formatted(partition, committed.offset(), first));
        }
        if (committed != null && committed.offset() > end) {
            throw new WeirpoolException(
                    ErrorCode.GAP,
                    "%s: the flow has read up to %d and the log ends at %d: it was deleted and made again"
                            .formatted(partition, committed.offset(), end));
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "Kafka does not say where the logs begin: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "stopped while asking where the logs begin", e);
        }
    }
}
