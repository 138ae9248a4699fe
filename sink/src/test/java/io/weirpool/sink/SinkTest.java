package io.weirpool.sink;

import static io.weirpool.sink.testing.TestViews.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.kafka.CatalogTopic;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Position;
import io.weirpool.common.role.Role;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.OpenError;
import io.weirpool.common.topic.Receipt;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.testing.TestKafka;
import io.weirpool.sink.testing.TestViews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What commits, restarts, several sinks and bad rows make of a table. */
@Timeout(60)
class SinkTest extends SinkTestCase {
    @Test
    void onlyCommittedChangesReachTheTable() {
        awaitReady(start());
        begin().row(topic, 0, "[1]", row(1, "a"))
                .row(topic, 0, "[2]", row(2, "b"))
                .commit();
        begin().row(topic, 0, "[1]", row(1, "no"))
                .row(topic, 0, "[3]", row(3, "no"))
                .abort();
        begin().row(topic, 0, "[2]", null)
                .row(topic, 0, "[4]", row(4, "d"))
                .marker(topic, 0, pipeline, 7)
                .commit();
        // when
        awaitPosition(0, 7);
        // then
        assertThat(table()).containsExactly("1|a", "4|d");
    }

    @Test
    void aRestartGoesOnWhereTheDatabaseIs() {
        Role first = start();
        awaitReady(first);
        begin().row(topic, 1, "[1]", row(1, "a")).marker(topic, 1, pipeline, 1).commit();
        awaitPosition(1, 1);
        first.close();
        postgres.execute("UPDATE weirpool_data.t__1 SET v = 'mine'");
        begin().row(topic, 1, "[2]", row(2, "b")).marker(topic, 1, pipeline, 2).commit();
        // when
        awaitReady(start());
        awaitPosition(1, 2);
        // then: the first row was not written again
        assertThat(table()).containsExactly("1|mine", "2|b");
    }

    @Test
    void twoSinksShareTheWorkAndOneTakesOver() {
        Role first = start();
        Role second = start();
        awaitReady(first);
        awaitReady(second);
        for (int i = 0; i < 200; i++) {
            int partition = i % PARTITIONS;
            begin().row(topic, partition, "[" + i % 40 + "]", row(i % 40, "v" + i))
                    .marker(topic, partition, pipeline, i + 1)
                    .commit();
            if (i == 100) {
                second.close();
            }
        }
        // when
        for (int partition = 0; partition < PARTITIONS; partition++) {
            awaitPosition(partition, 197 + partition);
        }
        // then
        List<String> wanted = new ArrayList<>();
        for (int id = 0; id < 40; id++) {
            wanted.add(id + "|v" + (160 + id));
        }
        assertThat(table()).containsExactlyElementsOf(wanted);
    }

    @Test
    void aNewViewIsReadWithoutClaimingTheOthersAnew() {
        awaitReady(start());
        View other = TestViews.view("u", by(0), 1, view.columns().column(0));
        // when
        CatalogTopic.append(
                TestKafka.config(),
                pipeline.value(),
                new Revision(2, 1, pipeline, List.of(), List.of(), List.of(view, other)));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query("SELECT FROM weirpool.sink_offset WHERE view = 'u'")
                                .size()
                        == 1);
        String otherTopic = Topics.view(pipeline, other.name(), 1);
        begin().row(otherTopic, 0, "[1]", "{\"id\":1}")
                .marker(otherTopic, 0, pipeline, 1)
                .row(topic, 0, "[1]", row(1, "a"))
                .marker(topic, 0, pipeline, 1)
                .commit();
        awaitPosition(0, 1);
        // then
        assertThat(postgres.query("SELECT * FROM u")).containsExactly("1");
        assertThat(postgres.query("SELECT DISTINCT epoch FROM weirpool.sink_offset WHERE view = 't'"))
                .containsExactly("1");
    }

    @Test
    void whatIsFarBehindIsWrittenWholeAndGoesOn() {
        int rows = 40_000; // more than four polls
        start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query("SELECT to_regclass('weirpool_data.t__1') IS NOT NULL")
                        .equals(List.of("t")));
        begin();
        for (int id = 0; id < rows; id++) {
            producer.row(topic, 0, "[" + id + "]", row(id, "a"));
        }
        producer.marker(topic, 0, pipeline, 1).commit();
        awaitPosition(0, 1);
        assertThat(postgres.query("SELECT count(*) FROM t")).containsExactly(Integer.toString(rows));
        // when
        for (int i = 2; i < 5; i++) {
            begin().row(topic, 0, "[" + i + "]", row(i, "b"))
                    .marker(topic, 0, pipeline, i)
                    .commit();
            awaitPosition(0, i);
        }
        // then
        assertThat(postgres.query("SELECT id FROM t WHERE v = 'b' ORDER BY 1")).containsExactly("2", "3", "4");
    }

    @Test
    void aPartitionIsWrittenWhileTheTransactionOfAnotherWaits() {
        postgres.execute("CREATE TABLE gate (open boolean)");
        awaitReady(start(6)); // two connections for each of both loops
        postgres.execute(
                """
                CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  WHILE NEW.id = 1 AND NOT EXISTS (SELECT FROM gate) LOOP PERFORM pg_sleep(0.01); END LOOP;
                  RETURN NEW;
                END $$""",
                "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON weirpool_data.t__1 FOR EACH ROW"
                        + " EXECUTE FUNCTION wait_at_gate()");
        begin().row(topic, 0, "[1]", row(1, "a")).commit();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> postgres.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                                .size()
                        == 1);
        begin().row(topic, 0, "[1]", row(1, "b")).marker(topic, 0, pipeline, 1).commit();
        // when
        begin().row(topic, 1, "[2]", row(2, "c")).marker(topic, 1, pipeline, 1).commit();
        awaitPosition(1, 1);
        // then
        assertThat(table()).containsExactly("2|c");
        postgres.execute("INSERT INTO gate VALUES (true)");
        awaitPosition(0, 1);
        assertThat(table()).containsExactly("1|b", "2|c");
    }

    @Test
    void whatComesWhileABatchFailsIsWrittenAfterIt() throws Exception {
        Role sink = start();
        awaitReady(sink);
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE weirpool_data.t__1 IN ACCESS EXCLUSIVE MODE");
            begin().row(topic, 0, "[1]", row(1, "a"))
                    .row(topic, 0, "[2]", row(2, "a"))
                    .commit();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> postgres.query(
                                            "SELECT FROM pg_locks WHERE NOT granted AND relation = 'weirpool_data.t__1'::regclass")
                                    .size()
                            == 1);
            begin().row(topic, 0, "[1]", row(1, "b"))
                    .row(topic, 0, "[2]", null)
                    .marker(topic, 0, pipeline, 1)
                    .commit();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sink.whyNotReady().orElse("").contains("view t.v1: SQLSTATE 55P03"));
            connection.rollback();
        }
        awaitPosition(0, 1);
        assertThat(table()).containsExactly("1|b");
        assertThat(postgres.query(
                        "SELECT next_offset FROM weirpool.sink_offset WHERE view = 't' AND view_partition = 0"))
                .containsExactly("7");
    }

    @Test
    void aFencedSinkSaysSoJoinsAgainAndGoesOn() {
        Role sink = start();
        awaitReady(sink);
        begin().row(topic, 0, "[1]", row(1, "a")).marker(topic, 0, pipeline, 1).commit();
        awaitPosition(0, 1);
        postgres.execute("UPDATE weirpool.sink_offset SET epoch = epoch + 1 WHERE view = 't' AND view_partition = 0");
        // when
        begin().row(topic, 0, "[2]", row(2, "b")).marker(topic, 0, pipeline, 2).commit();
        awaitPosition(0, 2);
        // then
        assertThat(table()).containsExactly("1|a", "2|b");
        assertThat(meters.counter(MetricNames.SINK_TRANSACTIONS, "view", "t", "result", "fenced")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aSinkTheGroupHasGivenUpSaysSoJoinsAgainAndGoesOn() throws Exception {
        Role sink = start();
        awaitReady(sink);
        // when
        try (Admin admin = Admin.create(TestKafka.config().clientProperties())) {
            admin.removeMembersFromConsumerGroup(pipeline + ".sink", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
        // then
        await().atMost(Duration.ofMinutes(2))
                .until(() -> meters.counter(MetricNames.SINK_PARTITIONS_LOST, "view", "t")
                                .count()
                        == PARTITIONS);
        begin().row(topic, 0, "[1]", row(1, "a")).commit();
        await().atMost(Duration.ofMinutes(2)).until(() -> table().equals(List.of("1|a")));
    }

    @Test
    void aLockedTableHoldsNobodyElseUpAndIsSaid() throws Exception {
        View other = TestViews.view(
                "u", by(0), 1, view.columns().column(0), view.columns().column(1));
        CatalogTopic.append(
                TestKafka.config(),
                pipeline.value(),
                new Revision(2, 1, pipeline, List.of(), List.of(), List.of(view, other)));
        Role sink = start();
        awaitReady(sink);
        String otherTopic = Topics.view(pipeline, other.name(), 1);
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE weirpool_data.t__1 IN ACCESS EXCLUSIVE MODE");
            begin().row(topic, 0, "[1]", row(1, "a"))
                    .row(otherTopic, 0, "[1]", row(1, "a"))
                    .marker(otherTopic, 0, pipeline, 1)
                    .marker(topic, 0, pipeline, 1)
                    .commit();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> postgres.query("SELECT * FROM u").size() == 1);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> sink.whyNotReady().orElse("").contains("view t.v1: SQLSTATE 55P03"));
            connection.rollback();
        }
        awaitPosition(0, 1);
        assertThat(table()).containsExactly("1|a");
        awaitReady(sink);
    }

    @Test
    void connectionsKilledByTheServerAreReplaced() {
        Role sink = start();
        awaitReady(sink);
        for (int i = 1; i <= 20; i++) {
            begin().row(topic, 0, "[" + i + "]", row(i, "a"))
                    .marker(topic, 0, pipeline, i)
                    .commit();
            postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'weirpool-sink' AND datname = current_database()");
        }
        awaitPosition(0, 20);
        assertThat(table()).hasSize(20);
        assertThat(postgres.query("SELECT count(*) FROM weirpool.dead_letters")).containsExactly("0");
    }

    @Test
    void refusedRowsAndDeadLettersOfOthersStandOnceInTheTable() {
        awaitReady(start());
        DeadLetter letter = new DeadLetter(
                "p.s/0/9", "s", 0, 9, null, "undecodable", "x\0y", null, Bytes.wrap(new byte[] {0}), null, 1);
        byte[] json = letter.toJson();
        // when
        begin();
        producer.send(new ProducerRecord<>(Topics.deadLetters(pipeline), json));
        producer.send(new ProducerRecord<>(Topics.deadLetters(pipeline), json));
        producer.send(new ProducerRecord<>(Topics.deadLetters(pipeline), "no letter".getBytes(StandardCharsets.UTF_8)));
        producer.row(topic, 0, "[1]", row(1, "too long"))
                .row(topic, 0, "[2]", row(2, "b"))
                .marker(topic, 0, pipeline, 1)
                .commit();
        awaitPosition(0, 1);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query("SELECT FROM weirpool.dead_letters").size() == 3);
        // then
        assertThat(postgres.query("SELECT code, source, log_offset FROM weirpool.dead_letters ORDER BY 1, 2"))
                .containsExactly(
                        "undecodable|" + Topics.deadLetters(pipeline) + "|2",
                        "undecodable|" + topic + "|0",
                        "undecodable|s|9");
        assertThat(table()).containsExactly("2|b");
    }

    @Test
    void openErrorsComeAndGo() {
        awaitReady(start());
        ProducerRecord<byte[], byte[]> opens = error(new OpenError("division-by-zero", "1/0", null).toJson());
        begin();
        producer.send(opens);
        producer.marker(topic, 0, pipeline, 1).commit();
        awaitPosition(0, 1);
        assertThat(postgres.query("SELECT view, key, code FROM weirpool.open_errors"))
                .containsExactly("t|[1]|division-by-zero");
        // when
        begin();
        producer.send(error(null));
        producer.marker(topic, 0, pipeline, 2).commit();
        awaitPosition(0, 2);
        // then
        assertThat(postgres.query("SELECT FROM weirpool.open_errors")).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> error(byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, 0, (Topics.ERROR_KEY_PREFIX + "[1]").getBytes(StandardCharsets.UTF_8), value);
        record.headers().add(Topics.HEADER_ERROR, new byte[0]);
        return record;
    }

    @Test
    void waitForTimesOutWhenNothingComes() {
        awaitReady(start());
        Position wanted = Position.of(pipeline + ".s", 0, 5);
        assertThatThrownBy(() -> postgres.query(
                        "SELECT weirpool.wait_for('" + new Receipt(wanted).token() + "', interval '10 ms')"))
                .hasMessageContaining("view \"t\" is at 0 of 5");
    }

    @Test
    void aViewWhoseNameIsTakenIsSaidAndTheOthersGoOn() {
        postgres.execute("CREATE TABLE public.u (x int)");
        View other = TestViews.view("u", by(0), 1, view.columns().column(0));
        CatalogTopic.append(
                TestKafka.config(),
                pipeline.value(),
                new Revision(2, 1, pipeline, List.of(), List.of(), List.of(other, view)));
        Role sink = start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sink.whyNotReady().orElse("").contains("public.u exists and is not Weirpool's"));
        begin().row(topic, 0, "[1]", row(1, "a")).marker(topic, 0, pipeline, 1).commit();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> postgres.query(
                                "SELECT next_offset FROM weirpool.progress WHERE view = 't' AND partition = 0")
                        .equals(List.of("1")));
        // when
        postgres.execute("DROP TABLE public.u");
        // then
        awaitReady(sink);
    }

    @Test
    void gaugesSayHowFarAViewIsBehindItsLog() throws Exception {
        Role sink = start();
        awaitReady(sink);
        try (var admin = TopicAdmin.open(TestKafka.config())) {
            admin.ensure(TopicSpec.log(pipeline + ".s", PARTITIONS));
        }
        begin();
        for (int i = 0; i < 3; i++) {
            producer.row(pipeline + ".s", 0, "[1]", row(1, "a"));
        }
        producer.marker(topic, 0, pipeline, 1).commit();
        awaitPosition(0, 1);
        // when
        await().atMost(Duration.ofMinutes(2))
                .until(() -> meters.find(MetricNames.VIEW_LAG).tag("view", "t").gauge() != null);
        // then: two records and the end of the transaction
        assertThat(meters.get(MetricNames.VIEW_LAG).tag("view", "t").gauge().value())
                .isEqualTo(3);
        assertThat(meters.get(MetricNames.VIEW_FRESHNESS)
                        .tag("view", "t")
                        .gauge()
                        .value())
                .isPositive();
    }
}
