package io.weirpool.common.kafka;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaState.Member;
import io.weirpool.common.model.Position.LogPartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks Kafka how far logs and groups are, as an operator would with its command line tools. Nothing is changed and no
 * group is joined. Thread-safe.
 */
public final class KafkaLook implements AutoCloseable {
    private final KafkaConfig kafka;
    private final Admin admin;

    private KafkaLook(KafkaConfig kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    /** @throws WeirpoolException {@code LOG_UNAVAILABLE} when the connection's settings are wrong */
    public static KafkaLook open(KafkaConfig kafka) {
        return new KafkaLook(kafka, KafkaCalls.admin(kafka));
    }

    /**
     * @param logs topics whose ends and retention are wanted; those that do not exist are left out
     * @param groups consumer groups; one that nobody ever joined has no members and has committed nothing
     * @param prefix of the topics whose size is wanted
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer
     */
    public KafkaState look(Collection<String> logs, Collection<String> groups, String prefix) {
        Set<TopicPartition> partitions = partitions(logs);
        Map<String, Map<LogPartition, Long>> committed = new HashMap<>();
        for (String group : groups) {
            committed.put(group, committed(group));
        }
        return new KafkaState(
                System.nanoTime(),
                offsets(partitions, OffsetSpec.earliest()),
                offsets(partitions, OffsetSpec.latest()),
                committed,
                members(groups),
                bytes(prefix),
                kept(partitions));
    }

    /**
     * Next offset to be written of each partition of these logs; of those that exist.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer
     */
    public Map<LogPartition, Long> ends(Collection<String> logs) {
        return offsets(partitions(logs), OffsetSpec.latest());
    }

    /**
     * Offset of the first record of each partition of these logs that was appended at this time or later; of those that
     * exist, and the end where there is none.
     */
    public Map<LogPartition, Long> since(Collection<String> logs, long millis) {
        Set<TopicPartition> partitions = partitions(logs);
        Map<LogPartition, Long> found = offsets(partitions, OffsetSpec.latest());
        offsets(partitions, OffsetSpec.forTimestamp(millis)).forEach((partition, offset) -> {
            if (offset >= 0) { // -1: all are older
                found.put(partition, offset);
            }
        });
        return found;
    }

    private Set<TopicPartition> partitions(Collection<String> logs) {
        Set<String> existing = new HashSet<>(KafkaCalls.await(admin.listTopics().names(), kafka));
        existing.retainAll(logs);
        Set<TopicPartition> partitions = new HashSet<>();
        KafkaCalls.await(admin.describeTopics(existing).allTopicNames(), kafka)
                .forEach((name, topic) ->
                        topic.partitions().forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
        return partitions;
    }

    private Map<LogPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        return KafkaCalls.offsets(admin, kafka, partitions, which);
    }

    private Map<LogPartition, Long> committed(String group) {
        Map<LogPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> found =
                KafkaCalls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), kafka);
        found.forEach((partition, offset) -> {
            if (offset != null) { // asked for, never committed
                offsets.put(own(partition), offset.offset());
            }
        });
        return offsets;
    }

    /**
     * Who is in these consumer groups; a group that nobody ever joined is left out, or has nobody.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer
     */
    public Map<String, List<Member>> members(Collection<String> groups) {
        Map<String, List<Member>> members = new TreeMap<>();
        Map<String, KafkaFuture<ConsumerGroupDescription>> answers =
                admin.describeConsumerGroups(groups).describedGroups();
        answers.forEach((group, answer) -> {
            try {
                members.put(
                        group,
                        KafkaCalls.await(answer, kafka).members().stream()
                                .map(KafkaLook::member)
                                .toList());
            } catch (WeirpoolException e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw e;
                }
            }
        });
        return members;
    }

    private static Member member(MemberDescription member) {
        return new Member(
                member.clientId(),
                member.host().replaceFirst("^/", ""),
                member.assignment().topicPartitions().size());
    }

    /**
     * How large each topic is whose name begins like that: the largest replica of each partition, summed, as what followers
     * lack for the moment does not count less.
     *
     * @throws WeirpoolException {@code LOG_UNAVAILABLE} when Kafka does not answer
     */
    public Map<String, Long> bytes(String prefix) {
        List<Integer> brokers = KafkaCalls.await(admin.describeCluster().nodes(), kafka).stream()
                .map(Node::id)
                .toList();
        Map<TopicPartition, Long> largest = new HashMap<>();
        for (Map<String, LogDirDescription> directories : KafkaCalls.await(
                        admin.describeLogDirs(brokers).allDescriptions(), kafka)
                .values()) {
            directories
                    .values()
                    .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                        if (partition.topic().startsWith(prefix)) {
                            largest.merge(partition, replica.size(), Math::max);
                        }
                    }));
        }
        Map<String, Long> bytes = new HashMap<>();
        largest.forEach((partition, size) -> bytes.merge(partition.topic(), size, Long::sum));
        return bytes;
    }

    private Map<String, Long> kept(Set<TopicPartition> partitions) {
        List<ConfigResource> topics = partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> found =
                KafkaCalls.await(admin.describeConfigs(topics).all(), kafka);
        Map<String, Long> kept = new HashMap<>();
        found.forEach((topic, config) -> {
            ConfigEntry entry = config.get(TopicConfig.RETENTION_MS_CONFIG);
            kept.put(topic.name(), entry == null ? -1 : Long.parseLong(entry.value()));
        });
        return kept;
    }

    private static LogPartition own(TopicPartition partition) {
        return new LogPartition(partition.topic(), partition.partition());
    }

    @Override
    public void close() {
        admin.close();
    }
}
