package io.weirpool.bench.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weirpool.app.demo.nexmark.NexmarkEvent;
import io.weirpool.app.demo.nexmark.NexmarkEvents;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Nexmark's events in Kafka before anything is measured. Both sides read the same bytes in the same order, each from
 * topics named as it expects them.
 */
final class Events {
    private static final int PARTITIONS = 2;
    /** Whose topics the other side reads, too. */
    static final Name PIPELINE = new Name("nexmark");

    private static final Name WITH_IDS = new Name("nexmark_ids");
    private static final List<String> SOURCES = List.of("person", "auction", "bid");
    /** What query 13 looks up; only ours reads it. */
    private static final String TABLE = "side_input";

    private static final int TABLE_ROWS = 10_000;
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
    private final Name pipeline;
    private final boolean ids;
    private final Map<String, long[]> counts = new HashMap<>();

    private Events(KafkaConfig kafka, boolean ids) {
        this.kafka = kafka;
        this.pipeline = ids ? WITH_IDS : PIPELINE;
        this.ids = ids;
    }

    /**
     * Writes so many events, of all kinds together.
     *
     * @param forPeer whether the other side's topics are filled, too
     */
    static Events produce(KafkaConfig kafka, long events, boolean forPeer) {
        List<String> prefixes = forPeer ? List.of(PIPELINE + ".", PIPELINE + "-") : List.of(PIPELINE + ".");
        return produce(new Events(kafka, false), events, prefixes);
    }

    /** The same events, each under an id of its own in the partition of that id. */
    static Events produceWithIds(KafkaConfig kafka, long events) {
        return produce(new Events(kafka, true), events, List.of(WITH_IDS + "."));
    }

    private static Events produce(Events made, long events, List<String> prefixes) {
        KafkaConfig kafka = made.kafka;
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            for (String prefix : prefixes) {
                admin.ensure(SOURCES.stream()
                        .map(source -> TopicSpec.log(prefix + source, PARTITIONS))
                        .toList());
            }
            admin.ensure(List.of(TopicSpec.log(made.pipeline + "." + TABLE, PARTITIONS)));
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
            writeTable(producer, failed);
            for (long number = 0; number < events; number++) {
                NexmarkEvent event = source.event(number);
                byte[] value = spelled(event);
                List<Header> headers = headers(number);
                int partition = place(event.source(), headers);
                for (String prefix : prefixes) {
                    var unused = producer.send(
                            new ProducerRecord<>(prefix + event.source(), partition, (Long) null, null, value, headers),
                            (place, failure) -> failed.compareAndSet(null, failure));
                }
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("Kafka did not take all events", failed.get());
        }
    }

    private void writeTable(KafkaProducer<byte[], byte[]> producer, AtomicReference<@Nullable Exception> failed) {
        long[] ofTable = counts.computeIfAbsent(TABLE, s -> new long[PARTITIONS]);
        List<NexmarkEvent> rows = NexmarkEvents.sideInput(TABLE_ROWS).toList();
        for (int number = 0; number < TABLE_ROWS; number++) {
            byte[] key = ("[" + number + "]").getBytes(ISO_8859_1);
            int partition = KeyPartition.of(key, PARTITIONS);
            ofTable[partition]++;
            var unused = producer.send(
                    new ProducerRecord<>(
                            pipeline + "." + TABLE,
                            partition,
                            key,
                            rows.get(number).json()),
                    (place, failure) -> failed.compareAndSet(null, failure));
        }
    }

    /** As long as a client's key and a row's number are. */
    private List<Header> headers(long number) {
        byte[] id = "key\n8e03978e-40d5-43e8-bc93-%012d\n1".formatted(number).getBytes(ISO_8859_1);
        return ids ? List.of(new RecordHeader(Topics.HEADER_ID, id)) : List.of();
    }

    /** The partition of an event, which has one more then: that of its id, or each in turn. */
    private int place(String source, List<Header> headers) {
        long[] ofSource = counts.computeIfAbsent(source, s -> new long[PARTITIONS]);
        int partition = headers.isEmpty()
                ? (int) (LongStream.of(ofSource).sum() % PARTITIONS)
                : KeyPartition.of(headers.get(0).value(), PARTITIONS);
        ofSource[partition]++;
        return partition;
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

    /** Whose logs they are in. */
    Name pipeline() {
        return pipeline;
    }

    /** Who reads them, for people. */
    String engine() {
        return ids ? "weirpool with ids" : "weirpool";
    }

    /** How many records these sources have together. */
    long count(List<String> sources) {
        return sources.stream()
                .flatMapToLong(source -> LongStream.of(counts.getOrDefault(source, new long[0])))
                .sum();
    }

    /** Where each partition of our logs of these sources ends. */
    Map<String, Map<Integer, Long>> ends(List<String> sources) {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        for (String source : sources) {
            long[] ofSource = counts.getOrDefault(source, new long[PARTITIONS]);
            Map<Integer, Long> ofLog = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ofLog.put(partition, ofSource[partition]);
            }
            ends.put(Topics.log(pipeline, new Name(source)), ofLog);
        }
        return ends;
    }
}
