package io.weirpool.common.kafka;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics and checks those that exist. Safe to run again and from several processes at once. Thread-safe. */
public final class TopicAdmin implements AutoCloseable {
    /** A new topic is known to all brokers within milliseconds; between looks. */
    private static final int LOOK_AGAIN_MS = 50;

    private final KafkaConfig kafka;
    private final Admin admin;

    private TopicAdmin(KafkaConfig kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    /** @throws WeirpoolException {@code LOG_UNAVAILABLE} when the connection's settings are wrong */
    public static TopicAdmin open(KafkaConfig kafka) {
        return new TopicAdmin(kafka, KafkaCalls.admin(kafka));
    }

    /**
     * Makes the topics that are missing, and returns when all can be written to.
     *
     * @throws WeirpoolException {@code TOPIC_SETTINGS_DIFFER} when one exists with other partitions or settings, with
     *     the commands that mend it; {@code LOG_UNAVAILABLE} when Kafka does not answer or refuses
     */
    public void ensure(Collection<TopicSpec> wanted) {
        Map<String, TopicDescription> found = describe(wanted);
        List<TopicSpec> existing = new ArrayList<>();
        for (TopicSpec spec : wanted) {
            if (found.containsKey(spec.name()) || !create(spec)) {
                existing.add(spec);
            }
        }
        awaitLeaders(wanted);
        check(existing);
        askLeaders(wanted);
    }

    public void ensure(TopicSpec... wanted) {
        ensure(List.of(wanted));
    }

    /** False when somebody else made it meanwhile. */
    private boolean create(TopicSpec spec) {
        Map<String, String> settings = new HashMap<>(spec.settings());
        settings.put("min.insync.replicas", Integer.toString(kafka.minInSyncReplicas()));
        NewTopic topic = new NewTopic(spec.name(), spec.partitions(), kafka.replication()).configs(settings);
        try {
            KafkaCalls.await(admin.createTopics(List.of(topic)).all(), kafka);
            return true;
        } catch (WeirpoolException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void awaitLeaders(Collection<TopicSpec> wanted) {
        long deadline = System.nanoTime() + KafkaCalls.WAIT_MS_MAX * 1_000_000L;
        while (!allHaveLeaders(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new WeirpoolException(
                        ErrorCode.LOG_UNAVAILABLE,
                        "Kafka at %s: no leader for every partition of %s"
                                .formatted(
                                        kafka.bootstrapServers(),
                                        wanted.stream().map(TopicSpec::name).toList()));
            }
            pause();
        }
    }

    /**
     * A broker says that it leads a new partition some moments before it does. A producer that sends in between may have its
     * first batch refused and its second taken; sent again, the first is out of order for as long as the producer tries. An
     * answer of the leader itself is asked for until there is one.
     */
    private void askLeaders(Collection<TopicSpec> wanted) {
        List<TopicPartition> partitions = wanted.stream()
                .flatMap(topic ->
                        IntStream.range(0, topic.partitions()).mapToObj(p -> new TopicPartition(topic.name(), p)))
                .toList();
        KafkaCalls.offsets(admin, kafka, partitions, OffsetSpec.latest());
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaCalls.unavailable(kafka, e);
        }
    }

    private boolean allHaveLeaders(Collection<TopicSpec> wanted) {
        Map<String, TopicDescription> found = describe(wanted);
        return found.size() == wanted.size()
                && found.values().stream()
                        .flatMap(t -> t.partitions().stream())
                        .allMatch(p -> p.leader() != null && !p.leader().isEmpty());
    }

    /** Those that exist. */
    private Map<String, TopicDescription> describe(Collection<TopicSpec> specs) {
        Map<String, TopicDescription> found = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        specs.stream().map(TopicSpec::name).toList())
                .topicNameValues();
        answers.forEach((name, answer) -> {
            try {
                found.put(name, KafkaCalls.await(answer, kafka));
            } catch (WeirpoolException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return found;
    }

    /**
     * Where each partition of these topics ends now for one who reads what is committed; {@code topics} has the number of
     * partitions of each.
     */
    public Map<String, List<Long>> ends(Map<String, Integer> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach(
                (topic, count) -> IntStream.range(0, count).forEach(p -> partitions.add(new TopicPartition(topic, p))));
        Map<LogPartition, Long> found = KafkaCalls.offsets(admin, kafka, partitions, OffsetSpec.latest());
        Map<String, List<Long>> ends = new TreeMap<>();
        topics.forEach((topic, count) -> ends.put(
                topic,
                IntStream.range(0, count)
                        .mapToObj(p -> requireNonNull(found.get(new LogPartition(topic, p)), topic))
                        .toList()));
        return ends;
    }

    /** The first offset of each partition of a topic whose record was appended at this time or later; the end where none was. */
    public List<Long> since(String topic, int count, long appendedMillis) {
        List<TopicPartition> partitions = IntStream.range(0, count)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        List<Long> ends = requireNonNull(ends(Map.of(topic, count)).get(topic));
        Map<LogPartition, Long> found =
                KafkaCalls.offsets(admin, kafka, partitions, OffsetSpec.forTimestamp(appendedMillis));
        return IntStream.range(0, count)
                .mapToObj(p -> {
                    long offset = found.getOrDefault(new LogPartition(topic, p), -1L);
                    return offset < 0 ? ends.get(p) : (Long) offset;
                })
                .toList();
    }

    private void check(Collection<TopicSpec> specs) {
        if (specs.isEmpty()) {
            return;
        }
        Map<String, TopicDescription> topics = describe(specs);
        Map<ConfigResource, Config> settings = KafkaCalls.await(
                admin.describeConfigs(specs.stream().map(TopicAdmin::resource).toList())
                        .all(),
                kafka);
        List<String> differences = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = topics.get(spec.name());
            if (topic != null) {
                checkPartitions(spec, topic.partitions().size(), differences);
                Config found = settings.getOrDefault(resource(spec), new Config(List.of()));
                checkSettings(spec, found, differences);
            }
        }
        if (!differences.isEmpty()) {
            throw new WeirpoolException(ErrorCode.TOPIC_SETTINGS_DIFFER, String.join("\n", differences));
        }
    }

    private void checkPartitions(TopicSpec spec, int found, List<String> differences) {
        if (found == spec.partitions()) {
            return;
        }
        String topics = "kafka-topics.sh --bootstrap-server " + kafka.bootstrapServers();
        String mend = found < spec.partitions()
                ? "%s --alter --topic %s --partitions %d".formatted(topics, spec.name(), spec.partitions())
                : "%s --delete --topic %s (Kafka cannot take partitions away: this loses what is in it)"
                        .formatted(topics, spec.name());
        differences.add(
                "topic %s has %d partitions, %d are wanted: %s".formatted(spec.name(), found, spec.partitions(), mend));
    }

    private void checkSettings(TopicSpec spec, Config found, List<String> differences) {
        List<String> seen = new ArrayList<>();
        List<String> mend = new ArrayList<>();
        new TreeMap<>(spec.settings()).forEach((name, wanted) -> {
            ConfigEntry entry = found.get(name);
            String value = entry == null || entry.value() == null ? "" : entry.value();
            if (!suffices(name, value, wanted)) {
                seen.add(name + "=" + value);
                mend.add(name + "=" + wanted);
            }
        });
        if (!mend.isEmpty()) {
            differences.add(
                    "topic %s has %s: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s"
                            .formatted(
                                    spec.name(),
                                    String.join(", ", seen),
                                    kafka.bootstrapServers(),
                                    spec.name(),
                                    String.join(",", mend)));
        }
    }

    private static boolean suffices(String name, String found, String wanted) {
        boolean atLeast = name.startsWith("max.") || name.startsWith("min.");
        return found.equals(wanted)
                || (atLeast && found.matches("\\d{1,18}") && Long.parseLong(found) >= Long.parseLong(wanted));
    }

    private static ConfigResource resource(TopicSpec spec) {
        return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO); // what was asked has been waited for; the default would wait for calls given up
    }
}
