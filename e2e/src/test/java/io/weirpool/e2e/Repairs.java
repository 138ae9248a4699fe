package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.app.operate.Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What an operator does about dead letters, over HTTP, on the pipeline of {@link ObservabilityTest}. */
final class Repairs implements AutoCloseable {
    static final String DEFINITIONS = """
        CREATE TABLE sensor (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL) WITH ('partitions' = '1');
        CREATE MATERIALIZED VIEW sensor_name AS SELECT id, name FROM sensor;
        """;
    private static final String LETTERS = "/v1/operate/dead-letters";

    private final DevProcess dev;
    private final Connection connection;
    private final Server server;
    private final KafkaProducer<byte[], byte[]> kafka;

    Repairs(DevProcess dev, Connection connection) {
        this.dev = dev;
        this.connection = connection;
        this.server = new Server(URI.create(dev.url()));
        this.kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", dev.env("WEIRPOOL_KAFKA")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void walkThrough() throws Exception {
        lettersAreGroupedByCause();
        anEditedCommandIsAppliedOnceHoweverOftenItIsRetried();
        aRetryThatWasCutOffIsFoundInTheLog();
        twoRetriesAtOnceCountOnce();
        anOlderCommandDoesNotOvertakeALaterOneOfItsKey();
        theOlderOfTwoFollowsTheLogNotTheRetries();
        whatAViewFailedOnIsNotRetried();
        whatWasDiscardedIsOpenNoMore();
        theLedgerAddsUp();
        aViewThatFailsInMassesIsBrokenAndResumed();
    }

    private void theLedgerAddsUp() {
        JsonNode ledger = server.get("/v1/operate/status?over=1").path("ledger");
        long dead = 0;
        for (JsonNode tally : ledger) {
            assertThat(tally.path("adds_up").asBoolean()).as(tally.toString()).isTrue();
            assertThat(tally.path("next_offset").asLong())
                    .as(tally.toString())
                    .isEqualTo(tally.path("first_offset").asLong()
                            + tally.path("taken").asLong()
                            + tally.path("ticks").asLong());
            dead += tally.path("source").asText().equals("sensor")
                    ? tally.path("dead").asLong()
                    : 0;
        }
        assertThat(dead).as("refused of sensor").isEqualTo(4);
    }

    /** The table stays and can be read, others go on, and who asks is told its name. */
    private void aViewThatFailsInMassesIsBrokenAndResumed() throws Exception {
        Producer producer = new Producer(dev.url());
        List<Map<String, Integer>> bad = Collections.nCopies(11_000, Map.of("sensor", 50, "degrees", 0));
        String receipt = producer.accepted("/v1/streams/reading", bad);
        awaitRows("SELECT version, state FROM weirpool.version WHERE view = 'per_sensor'", "(1,broken)");
        assertThatThrownBy(() -> rows("SELECT weirpool.wait_for('" + receipt + "', interval '60 s')"))
                .hasMessageContaining("view \"per_sensor\" is broken");
        assertThat(server.get("/v1/operate/status?over=1").path("problems").toString())
                .contains("view per_sensor is broken");
        producer.accepted("/v1/streams/reading", List.of(Map.of("sensor", 94, "degrees", 10)));
        write("main.sensor", "0", "[9]", "{\"id\":9,\"name\":\"goes on\"}");
        awaitRows("SELECT name FROM sensor_name WHERE id = 9", "(\"goes on\")");
        assertThat(rows("SELECT sensor, n FROM per_sensor WHERE sensor >= 90 ORDER BY 1"))
                .containsExactly("(90,1)", "(93,1)");
        assertThat(server.get("/v1/views/per_sensor?sensor=eq.90").toString()).contains("\"sensor\":90");

        nothingIsComputedForIt(producer);
        resumingIsCancelled();
        JsonNode resumed = server.post("/v1/operate/views/per_sensor/resume");
        assertThat(resumed.at("/views/0/version").asInt()).isEqualTo(3);
        awaitRows(
                "SELECT version, state FROM weirpool.version WHERE view = 'per_sensor' AND state <> 'retired'",
                "(3,live)");
        awaitRows("SELECT sensor, n FROM per_sensor WHERE sensor >= 90 ORDER BY 1", "(90,1)", "(93,1)", "(94,1)");
        assertThatThrownBy(() -> server.post("/v1/operate/views/per_sensor/resume"))
                .hasMessageContaining("is not broken");
    }

    /** The only view of its source: what comes is filtered, and no dead letter. */
    private void nothingIsComputedForIt(Producer producer) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            producer.accepted("/v1/streams/reading", List.of(Map.of("sensor", 51, "degrees", 0)));
            assertThat(rows("SELECT count(*) FROM weirpool.ledger WHERE source = 'reading' AND filtered > 0"))
                    .isNotEqualTo(List.of("(0)"));
        });
    }

    /** Back to the broken version, of which nothing is lost; what was being built goes. */
    private void resumingIsCancelled() {
        server.post("/v1/operate/views/per_sensor/resume?throttle=1000");
        server.post("/v1/operate/views/per_sensor/cancel");
        awaitRows(
                "SELECT version, state FROM weirpool.version WHERE view = 'per_sensor' AND state <> 'retired'",
                "(1,broken)");
        assertThatThrownBy(() -> server.post("/v1/operate/views/per_sensor/cancel"))
                .hasMessageContaining("is broken, nothing is being built");
    }

    private void lettersAreGroupedByCause() {
        JsonNode groups = server.get(LETTERS).path("groups");
        assertThat(groups.findValuesAsText("code")).contains("undecodable", "row-invalid", "division-by-zero");
        JsonNode failed =
                server.get(LETTERS + "?view=per_sensor&code=division-by-zero").path("groups");
        assertThat(failed).hasSize(1);
        assertThat(failed.at("/0/view").asText()).isEqualTo("per_sensor.v1");
        assertThat(server.get(LETTERS + "/letters?view=none&source=reading&code=undecodable")
                        .at("/letters/0/payload")
                        .asText())
                .isEqualTo("no json at all");
        assertThat(server.get(LETTERS + "?until=2001-01-01").path("groups")).isEmpty();
    }

    private void anEditedCommandIsAppliedOnceHoweverOftenItIsRetried() throws Exception {
        String id = undecodable();
        assertThat(retry("id=" + id).at("/refused/0/code").asText()).isEqualTo("row-invalid");
        String as =
                edit(id, "{\"sensor\":90,\"degrees\":10}").at("/retried/0/as").asText();
        assertThat(retry("id=" + id).at("/retried/0/as").asText()).isEqualTo(as);
        assertThat(edit(id, "{\"sensor\":91,\"degrees\":10}")
                        .at("/retried/0/as")
                        .asText())
                .isEqualTo(as);
        awaitRows("SELECT sensor, n FROM per_sensor WHERE sensor >= 90", "(90,1)");
        assertThat(rows("SELECT state, retried_as FROM weirpool.dead_letters WHERE id = '" + id + "'"))
                .containsExactly("(retried," + as + ")");
    }

    /** As if the process had died between the record and the note: the next one notes what it finds. */
    private void aRetryThatWasCutOffIsFoundInTheLog() throws Exception {
        String id = letters("retried", "undecodable").at("/letters/0/id").asText();
        String as =
                letters("retried", "undecodable").at("/letters/0/retried_as").asText();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE weirpool.dead_letters SET state = 'open', retried_as = NULL WHERE id = '" + id + "'");
        }
        assertThat(edit(id, "{\"sensor\":92,\"degrees\":10}")
                        .at("/retried/0/as")
                        .asText())
                .isEqualTo(as);
        assertThat(rows("SELECT count(*) FROM weirpool.audit WHERE subject = '" + id
                        + "' AND action = 'dead-letter retry'"))
                .as("sent once")
                .containsExactly("(1)");
    }

    /** The other one's record, as it would be when both looked before either sent. */
    private void twoRetriesAtOnceCountOnce() throws Exception {
        String id = letters("retried", "undecodable").at("/letters/0/id").asText();
        String[] as = letters("retried", "undecodable")
                .at("/letters/0/retried_as")
                .asText()
                .split("/", -1);
        ProducerRecord<byte[], byte[]> again =
                new ProducerRecord<>(as[0], Integer.parseInt(as[1]), null, bytes("{\"sensor\":90,\"degrees\":10}"));
        again.headers().add("weirpool-id", bytes("retry:" + id)).add("weirpool-retry", bytes(id));
        kafka.send(again).get();
        write("main.reading", as[1], null, "{\"sensor\":93,\"degrees\":10}");
        awaitRows("SELECT sensor, n FROM per_sensor WHERE sensor >= 90 ORDER BY 1", "(90,1)", "(93,1)");
    }

    private void anOlderCommandDoesNotOvertakeALaterOneOfItsKey() throws Exception {
        write("main.sensor", "0", "[1]", "{\"id\":1,\"name\":7}");
        write("main.sensor", "0", "[1]", "{\"id\":1,\"name\":\"later\"}");
        awaitRows("SELECT name FROM sensor_name WHERE id = 1", "(later)");
        String id = letter("sensor", 0);
        JsonNode refused = edit(id, "{\"id\":1,\"name\":\"older\"}");
        assertThat(refused.at("/refused/0/code").asText()).isEqualTo("overtakes");
        assertThat(refused.at("/refused/0/detail").asText()).endsWith("main.sensor/0/1");
        JsonNode forced = server.post(LETTERS + "/edit?force=true&id=" + id, "{\"id\":1,\"name\":\"older\"}");
        assertThat(forced.path("refused")).isEmpty();
        awaitRows("SELECT name FROM sensor_name WHERE id = 1", "(older)");
    }

    /** Two of one key, the later one retried first: the earlier one would overtake it; the other way round is fine. */
    private void theOlderOfTwoFollowsTheLogNotTheRetries() throws Exception {
        for (String name : List.of("1", "2", "3")) {
            write("main.sensor", "0", "[2]", "{\"id\":2,\"name\":" + name + "}");
        }
        String first = letter("sensor", 3);
        String second = letter("sensor", 4);
        String third = letter("sensor", 5);
        awaitLetter(third); // until then it might be a command that stands
        assertThat(edit(second, "{\"id\":2,\"name\":\"second\"}").path("refused"))
                .isEmpty();
        assertThat(edit(first, "{\"id\":2,\"name\":\"first\"}")
                        .at("/refused/0/code")
                        .asText())
                .isEqualTo("overtakes");
        assertThat(edit(third, "{\"id\":2,\"name\":\"third\"}").path("refused")).isEmpty();
        awaitRows("SELECT name FROM sensor_name WHERE id = 2", "(third)");
    }

    private void whatAViewFailedOnIsNotRetried() {
        JsonNode refused = retry("view=per_sensor&code=division-by-zero");
        assertThat(refused.path("retried")).isEmpty();
        assertThat(refused.at("/refused/0/code").asText()).isEqualTo("letter-of-view");
        assertThat(refused.at("/refused/0/remedy").asText()).contains("replay");
    }

    private void whatWasDiscardedIsOpenNoMore() throws Exception {
        assertThat(server.post(LETTERS + "/discard?view=per_sensor")
                        .path("discarded")
                        .asInt())
                .isPositive();
        assertThat(server.get(LETTERS + "?view=per_sensor").path("groups")).isEmpty();
        assertThat(server.post(LETTERS + "/discard?all=true").path("discarded").asInt())
                .isPositive();
        assertThat(server.get(LETTERS).path("groups")).isEmpty();
        assertThat(rows("SELECT replace(action, ' ', '_') AS a, who FROM weirpool.audit ORDER BY number DESC LIMIT 2"))
                .containsExactly("(dead-letters_discarded,-)", "(dead-letters_discarded,-)");
        String cli = ProductProcess.output("dead-letters", "list", "--state", "all", "--url", dev.url());
        assertThat(cli).contains("sensor undecodable, no view took them, retried");
    }

    private String undecodable() {
        return letters("open", "undecodable").at("/letters/0/id").asText();
    }

    private JsonNode letters(String state, String code) {
        return server.get(LETTERS + "/letters?source=reading&state=" + state + "&code=" + code);
    }

    private static String letter(String source, long offset) {
        return "main." + source + "/0/" + offset;
    }

    private JsonNode retry(String query) {
        return server.post(LETTERS + "/retry?" + query);
    }

    private void awaitLetter(String id) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !server.get(LETTERS + "/letters?id=" + id)
                        .path("letters")
                        .isEmpty());
    }

    private JsonNode edit(String id, String payload) {
        awaitLetter(id);
        return server.post(LETTERS + "/edit?id=" + id, payload);
    }

    private void write(String log, String partition, @Nullable String key, String value) throws Exception {
        kafka.send(new ProducerRecord<>(
                        log, Integer.parseInt(partition), key == null ? null : bytes(key), bytes(value)))
                .get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> rows(String query) throws Exception {
        return Mirror.rows(connection, query);
    }

    private void awaitRows(String query, String... wanted) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(rows(query)).containsExactly(wanted));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
