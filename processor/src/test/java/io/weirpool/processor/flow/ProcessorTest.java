package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.embedded.EmbeddedKafka;
import io.weirpool.sql.Pipeline;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.ViewPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Logs in, view topics out, on a real broker. */
class ProcessorTest {
    private static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofMinutes(3); // a busy machine; nothing is asserted on it
    private static final String DEFINITIONS = """
        CREATE STREAM bid (auction INTEGER NOT NULL, price BIGINT NOT NULL, bidder VARCHAR);
        CREATE TABLE person (id INTEGER PRIMARY KEY, state VARCHAR, age INTEGER);
        CREATE MATERIALIZED VIEW per_auction AS
          SELECT auction, count(*) AS n, sum(price) AS total, max(price) AS top, count(DISTINCT bidder) AS bidders
          FROM bid GROUP BY auction;
        CREATE MATERIALIZED VIEW sizes AS SELECT count(*) AS n FROM bid GROUP BY auction;
        CREATE MATERIALIZED VIEW all_bids AS SELECT count(*) AS n FROM bid;
        CREATE MATERIALIZED VIEW big AS SELECT auction, price FROM bid WHERE price > 900;
        CREATE MATERIALIZED VIEW inverse AS SELECT 1000 / price AS x FROM bid;
        CREATE MATERIALIZED VIEW risky AS SELECT auction, 100 / (count(*) - 3) AS q FROM bid GROUP BY auction;
        CREATE MATERIALIZED VIEW per_state AS
          SELECT state, count(*) AS n, min(age) AS youngest FROM person GROUP BY state HAVING count(*) > 1;
        CREATE MATERIALIZED VIEW adults AS SELECT id, state FROM person WHERE age >= 18;
        CREATE MATERIALIZED VIEW states AS SELECT state FROM person WHERE age >= 18;
        """;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    private Name pipeline;
    private Revision revision;
    private Path state;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void apply(TestInfo test) {
        pipeline = new Name("p" + test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT));
        List<SourceFile> files = List.of(new SourceFile("all.sql", DEFINITIONS));
        Pipeline compiled = PipelineCompiler.compile(files);
        List<View> views = compiled.views().stream().map(v -> view(v, compiled)).toList();
        revision = new Revision(1, 0, pipeline, files, compiled.sources(), views);
        try (TopicAdmin admin = TopicAdmin.open(config())) {
            for (Source source : compiled.sources()) {
                admin.ensure(TopicSpec.log(Topics.log(pipeline, source.name()), source.partitions()));
            }
        }
        CatalogTopic.append(config(), pipeline.value(), revision);
        state = directory.resolve(pipeline + "-state");
    }

    private static View view(ViewPlan plan, Pipeline pipeline) {
        Name source = plan.name().value().matches("per_state|adults|states") ? new Name("person") : new Name("bid");
        boolean spread = Placement.hasHop(plan.plan(), plan.key());
        return new View(
                plan.name(),
                1,
                1,
                plan.sql(),
                plan.columns(),
                plan.key(),
                plan.indexes(),
                PARTITIONS,
                List.of(new View.Input(source, PARTITIONS, spread)));
    }

    private static KafkaConfig config() {
        return KafkaConfig.local(kafka.bootstrapServers());
    }

    private Processor startProcessor() {
        return Processor.start(ProcessorConfig.local(pipeline.value(), state), config(), new SimpleMeterRegistry());
    }

    @Test
    void emptyLogsGiveEmptyViewsWithMarkersAndOneGlobalRow() {
        try (Processor processor = startProcessor()) {
            assertThat(rows("all_bids")).isEqualTo(Map.of("[]", "{\"n\":0}"));
            assertThat(rows("per_auction")).isEmpty();
            assertThat(rows("adults")).isEmpty();
            assertThat(rows("states")).isEmpty();
            await().atMost(SOON).until(() -> processor.whyNotReady().isEmpty());
        }
    }

    @Test
    void viewsEqualTheirQueries() {
        History history = new History(new Random(1));
        try (Processor processor = startProcessor()) {
            history.write(400);
            check(history);
            history.write(400);
            check(history);
            assertThat(processor.whyNotReady()).isEmpty();
        }
        history.write(100);
        try (Processor again = startProcessor()) {
            check(history);
            assertThat(again.name()).isEqualTo("processor");
        }
    }

    @Test
    void killedProcessorLeavesExactResults() throws Exception {
        History history = new History(new Random(2));
        for (int kill = 0; kill < 2; kill++) {
            Process process = ProcessorProcess.start(kafka.bootstrapServers(), pipeline.value(), state);
            try {
                history.write(150);
                try (ViewReader reader = reader("all_bids", PARTITIONS)) {
                    int before = kill;
                    await().atMost(SOON)
                            .until(() ->
                                    before > 0 || reader.poll().rows.toString().matches(".*[1-9].*"));
                }
                history.write(300);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (Processor processor = startProcessor()) {
            check(history);
            assertThat(processor.name()).isEqualTo("processor");
        }
    }

    @Test
    void badCommandsAreDeadLettersAndTheFlowGoesOn() {
        History history = new History(new Random(3));
        try (Processor processor = startProcessor()) {
            send("bid", null, "{\"auction\":1", 0);
            send("bid", null, "{\"auction\":null,\"price\":1}", 1);
            send("person", "[1]", "{\"id\":2,\"state\":\"x\"}", null);
            int home = send("person", "[7]", "{\"id\":7,\"state\":\"x\",\"age\":3}", null)
                    .partition();
            history.persons.put(7, new Object[] {"x", 3});
            send("person", "[7]", null, (home + 1) % PARTITIONS);
            history.write(20);
            check(history);
            try (ViewReader letters = new ViewReader(kafka.bootstrapServers(), Topics.deadLetters(pipeline), 1)) {
                await().atMost(SOON).until(() -> letters.poll().rows.size() >= 4 + history.zeroPrices());
                assertThat(letters.rows.values())
                        .filteredOn(l -> l.contains("\"view\":null"))
                        .hasSize(4)
                        .anyMatch(l -> l.contains("misplaced"))
                        .anyMatch(l -> l.contains("key-mismatch"))
                        .anyMatch(l -> l.contains("undecodable"));
            }
            assertThat(processor.whyNotReady()).isEmpty();
        }
    }

    private void check(History history) {
        Map<String, String> expected = new TreeMap<>();
        history.bids.stream()
                .collect(groupingBy(b -> b[0]))
                .forEach((auction, bids) -> expected.put(
                        "[" + auction + "]",
                        "{\"auction\":%s,\"n\":%d,\"total\":\"%d\",\"top\":%d,\"bidders\":%d}"
                                .formatted(
                                        auction,
                                        bids.size(),
                                        bids.stream()
                                                .mapToLong(b -> (Long) b[1])
                                                .sum(),
                                        bids.stream()
                                                .mapToLong(b -> (Long) b[1])
                                                .max()
                                                .orElseThrow(),
                                        new HashSet<>(bids.stream()
                                                        .map(b -> b[2])
                                                        .filter(b -> b != null)
                                                        .toList())
                                                .size())));
        assertThat(rows("per_auction")).isEqualTo(expected);
        assertThat(rows("all_bids")).isEqualTo(Map.of("[]", "{\"n\":%d}".formatted(history.bids.size())));
        assertThat(rows("big").values())
                .containsExactlyInAnyOrderElementsOf(history.bids.stream()
                        .filter(b -> (Long) b[1] > 900)
                        .map(b -> "{\"auction\":%s,\"price\":%s}".formatted(b[0], b[1]))
                        .toList());
        assertThat(rows("inverse")).hasSize(history.bids.size() - history.zeroPrices());
        checkSizes(history);
        checkRisky(history);
        checkPersons(history);
    }

    /** A bag over an aggregate: two hops. */
    private void checkSizes(History history) {
        Map<Long, Long> sizes = history.bids.stream().collect(groupingBy(b -> b[0], counting())).values().stream()
                .collect(groupingBy(n -> n, counting()));
        assertThat(rows("sizes").values())
                .containsExactlyInAnyOrderElementsOf(sizes.entrySet().stream()
                        .map(e -> "{\"n\":%d,\"#\":%d}".formatted(e.getKey(), e.getValue()))
                        .toList());
    }

    private void checkRisky(History history) {
        Map<String, String> rows = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        history.bids.stream().collect(groupingBy(b -> b[0], counting())).forEach((auction, n) -> {
            if (n == 3) {
                errors.add(Topics.ERROR_KEY_PREFIX + "[" + auction + "]");
            } else {
                rows.put("[" + auction + "]", "{\"auction\":%s,\"q\":%d}".formatted(auction, 100 / (n - 3)));
            }
        });
        ViewReader risky = reached("risky");
        assertThat(risky.rows).isEqualTo(rows);
        assertThat(risky.errors.keySet()).containsExactlyInAnyOrderElementsOf(errors);
    }

    private void checkPersons(History history) {
        Map<String, String> perState = new TreeMap<>();
        history.persons.values().stream()
                .collect(groupingBy(p -> "\"" + p[0] + "\""))
                .forEach((name, people) -> {
                    if (people.size() > 1) {
                        int youngest = people.stream()
                                .mapToInt(p -> (Integer) p[1])
                                .min()
                                .orElseThrow();
                        perState.put(
                                "[" + name + "]",
                                "{\"state\":%s,\"n\":%d,\"youngest\":%d}".formatted(name, people.size(), youngest));
                    }
                });
        assertThat(rows("per_state")).isEqualTo(perState);
        Map<String, String> adults = new TreeMap<>();
        Map<String, Integer> states = new HashMap<>();
        history.persons.forEach((id, p) -> {
            if ((Integer) p[1] >= 18) {
                adults.put("[" + id + "]", "{\"id\":%d,\"state\":\"%s\"}".formatted(id, p[0]));
                states.merge((String) p[0], 1, Integer::sum);
            }
        });
        assertThat(rows("adults")).isEqualTo(adults);
        assertThat(rows("states").values())
                .containsExactlyInAnyOrderElementsOf(states.entrySet().stream()
                        .map(e -> "{\"state\":\"%s\",\"#\":%d}".formatted(e.getKey(), e.getValue()))
                        .toList());
    }

    private Map<String, String> rows(String view) {
        return reached(view).rows;
    }

    /** The view once its markers say that everything written so far is in it. */
    private ViewReader reached(String view) {
        View declared = revision.view(view).orElseThrow();
        String log = Topics.log(pipeline, declared.inputs().get(0).source());
        Map<Integer, Long> ends = new HashMap<>();
        try (ViewReader reader = reader(view, PARTITIONS);
                var consumer = new org.apache.kafka.clients.consumer.KafkaConsumer<byte[], byte[]>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
                        new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
            List<org.apache.kafka.common.TopicPartition> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                partitions.add(new org.apache.kafka.common.TopicPartition(log, p));
            }
            consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
            boolean spread = declared.inputs().get(0).spread();
            await(view).atMost(SOON).until(() -> hasReached(reader.poll(), log, ends, spread));
            return reader;
        }
    }

    private static boolean hasReached(ViewReader reader, String log, Map<Integer, Long> ends, boolean spread) {
        for (int q = 0; q < PARTITIONS; q++) {
            var position = reader.reached.get(q);
            if (position == null) {
                return false;
            }
            for (int p = 0; p < PARTITIONS; p++) {
                LogPartition partition = new LogPartition(log, p);
                boolean heard = position.nextOffsets().containsKey(partition);
                if ((spread || p == q) && (!heard || position.nextOffset(partition) < ends.get(p))) {
                    return false;
                }
            }
        }
        return true;
    }

    private ViewReader reader(String view, int partitions) {
        return new ViewReader(kafka.bootstrapServers(), Topics.view(pipeline, new Name(view), 1), partitions);
    }

    private RecordMetadata send(String source, String key, String value, Integer partition) {
        try {
            return producer.send(new ProducerRecord<>(
                            Topics.log(pipeline, new Name(source)),
                            partition,
                            key == null ? null : key.getBytes(UTF_8),
                            value == null ? null : value.getBytes(UTF_8)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commands written, and what they leave. */
    private final class History {
        final List<Object[]> bids = new ArrayList<>();
        final Map<Integer, Object[]> persons = new TreeMap<>();
        private final Random random;

        History(Random random) {
            this.random = random;
        }

        int zeroPrices() {
            return (int) bids.stream().filter(b -> (Long) b[1] == 0).count();
        }

        void write(int commands) {
            for (int i = 0; i < commands; i++) {
                if (random.nextBoolean()) {
                    bid();
                } else {
                    person();
                }
            }
        }

        private void bid() {
            Object[] bid = {random.nextInt(60), (long) random.nextInt(1000) / 20 * 20, null};
            bid[2] = random.nextInt(4) == 0 ? null : "b" + random.nextInt(5);
            String bidder = bid[2] == null ? "null" : "\"" + bid[2] + "\"";
            send(
                    "bid",
                    null,
                    "{\"auction\":%s,\"price\":%s,\"bidder\":%s}".formatted(bid[0], bid[1], bidder),
                    random.nextInt(PARTITIONS));
            bids.add(bid);
        }

        private void person() {
            int id = random.nextInt(30);
            if (random.nextInt(4) == 0) {
                send("person", "[" + id + "]", null, null);
                persons.remove(id);
                return;
            }
            Object[] person = {"s" + random.nextInt(6), random.nextInt(40)};
            send(
                    "person",
                    "[" + id + "]",
                    "{\"id\":%d,\"state\":\"%s\",\"age\":%d}".formatted(id, person[0], person[1]),
                    null);
            persons.put(id, person);
        }
    }
}
