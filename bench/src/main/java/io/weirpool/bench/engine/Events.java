package io.weirpool.bench.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weirpool.app.demo.nexmark.NexmarkEvent;
import io.weirpool.app.demo.nexmark.NexmarkEvents;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Nexmark's events in Kafka before anything is measured. Both sides read the same bytes in the same order, each from
 * topics named as it expects them.
 */
final class Events {
    static final Name PIPELINE = new Name("nexmark");
    static final int PARTITIONS = 2;
    private static final List<String> SOURCES = List.of("person", "auction", "bid");
    private static final long SEED = 1;
    private static final LocalDateTime START = LocalDateTime.of(2015, 7, 15, 0, 0);
    /** Of event time. */
    private static final int PER_SECOND = 10_000;
    /** As the other side spells what we write in one word; and a blank in times. */
    private static final Map<String, String> FIELDS = Map.of(
            "datetime", "date_time",
            "itemname", "item_name",
            "initialbid", "initial_bid",
            "emailaddress", "email_address",
            "creditcard", "credit_card");

    private static final List<String> TIMES = List.of("\"date_time\":\"", "\"expires\":\"");
    /** Between the quote that begins a time and its T. */
    private static final int DATE_LENGTH = "2015-07-15".length();

    private final KafkaConfig kafka;
    private final Map<String, Long> counts = new HashMap<>();

    private Events(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /**
     * Writes so many events, of all kinds together.
     *
     * @param forPeer whether the other side's topics are filled, too
     */
    static Events produce(KafkaConfig kafka, long events, boolean forPeer) {
        Events made = new Events(kafka);
        List<String> prefixes = forPeer ? List.of(PIPELINE + ".", PIPELINE + "-") : List.of(PIPELINE + ".");
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            for (String prefix : prefixes) {
                admin.ensure(SOURCES.stream()
                        .map(source -> TopicSpec.log(prefix + source, PARTITIONS))
                        .toList());
            }
        }
        made.write(new NexmarkEvents(SEED, START, PER_SECOND), events, prefixes);
        return made;
    }

    private void write(NexmarkEvents source, long events, List<String> prefixes) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.putAll(Map.of(
                "acks",
                "all",
                "compression.type",
                "lz4",
                "batch.size",
                256 << 10,
                "linger.ms",
                20,
                "buffer.memory",
                128L << 20));
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long number = 0; number < events; number++) {
                NexmarkEvent event = source.event(number);
                byte[] value = spelled(event);
                long nth = counts.merge(event.source(), 1L, Long::sum) - 1;
                for (String prefix : prefixes) {
                    int partition = (int) (nth % PARTITIONS);
                    var unused = producer.send(
                            new ProducerRecord<>(prefix + event.source(), partition, null, value),
                            (place, failure) -> failed.compareAndSet(null, failure));
                }
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("Kafka did not take all events", failed.get());
        }
    }

    private static byte[] spelled(NexmarkEvent event) {
        String text = new String(event.json(), ISO_8859_1); // bytes as they are, and quickly
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            String name = "\"" + field.getKey() + "\":";
            int at = text.indexOf(name);
            if (at >= 0) {
                text = text.substring(0, at) + "\"" + field.getValue() + "\":" + text.substring(at + name.length());
            }
        }
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (String name : TIMES) {
            int at = text.indexOf(name);
            if (at >= 0) {
                bytes[at + name.length() + DATE_LENGTH] = ' ';
            }
        }
        return bytes;
    }

    /** How many records these sources have together. */
    long count(List<String> sources) {
        return sources.stream()
                .mapToLong(source -> counts.getOrDefault(source, 0L))
                .sum();
    }

    /** Where each partition of our logs of these sources ends. */
    Map<String, Map<Integer, Long>> ends(List<String> sources) {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        for (String source : sources) {
            long count = counts.getOrDefault(source, 0L);
            Map<Integer, Long> ofLog = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ofLog.put(partition, (count + PARTITIONS - 1 - partition) / PARTITIONS);
            }
            ends.put(Topics.log(PIPELINE, new Name(source)), ofLog);
        }
        return ends;
    }
}
