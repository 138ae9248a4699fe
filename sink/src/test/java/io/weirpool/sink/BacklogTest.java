package io.weirpool.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import io.weirpool.sink.postgres.Database;
import io.weirpool.sink.postgres.Positions;
import io.weirpool.sink.postgres.Schema;
import io.weirpool.sink.postgres.TableWriter;
import io.weirpool.sink.postgres.Versions;
import io.weirpool.sink.testing.TestKafka;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written beside: until it keeps up and is read, or somebody else has claimed it. */
@Timeout(60)
class BacklogTest extends SinkTestCase {
    private static final ViewPartition PARTITION = new ViewPartition("t", 1, 0);

    /** Each fetch has one record. */
    private static final int FETCH_BYTES = 900_000;

    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());
    private final Unread unread = new Unread();
    private Lanes lanes;
    private Backlog backlog;
    private Claim claim;

    @BeforeEach
    void run() throws SQLException {
        try (TopicAdmin admin = TopicAdmin.open(TestKafka.config())) {
            admin.ensure(List.of(TopicSpec.view(topic, PARTITIONS)));
        }
        new Schema(database).install(pipeline);
        new Versions(database, postgres.config().schema()).ensure(pipeline, view);
        TableWriter writer = new TableWriter(database, letters -> {});
        writer.add(pipeline, view);
        lanes = new Lanes("writer", writer, 1);
        claim = new Positions(database).claim(List.of(PARTITION)).get(0);
        start(BatchLimits.STANDARD);
    }

    private void start(BatchLimits limits) {
        backlog = new Backlog(
                TestKafka.config(),
                "backlog",
                limits,
                lanes,
                new Readiness(),
                new SinkMetrics(meters),
                unread,
                () -> {});
        Thread thread = new Thread(backlog);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void end() {
        backlog.close();
        lanes.close();
        database.close();
    }

    private void appendRow(int id) {
        begin().row(topic, 0, "[" + id + "]", row(id, "a")).commit();
    }

    private void awaitRows(int count) {
        await().atMost(Duration.ofSeconds(50)).until(() -> table().size() == count);
    }

    private Backlog.Returned awaitReturned() {
        return await().atMost(Duration.ofSeconds(50))
                .until(backlog::returned, Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void whatKeepsUpComesBackAsFarAsItIsWritten() {
        appendRow(1);
        backlog.take(claim, topic);

        Claim back = awaitReturned().claim();
        assertThat(table()).containsExactly("1|a");
        assertThat(back).isEqualTo(claim.at(2)); // the row and the end of its transaction
    }

    /** What is written and read to the end of a fetch, but not to that of the log. */
    @Test
    void whatHasARestStaysUntilThatIsWritten() {
        backlog.close();
        start(new BatchLimits(1_000, 16 << 20, Duration.ZERO));
        String padding = " ".repeat(FETCH_BYTES);
        TestKafka.Producer open = begin();
        for (int id = 0; id < 80; id++) {
            open.row(topic, 0, "[" + id + "]", row(id, "a").replace("}", padding + "}"));
        }
        open.commit();
        // when
        backlog.take(claim, topic);
        // then
        assertThat(awaitReturned().claim().nextOffset()).isGreaterThanOrEqualTo(80);
        assertThat(table()).hasSize(80);
    }

    @Test
    void whatNobodyReadsStaysUntilItIsRead() {
        unread.are(Set.of("t.v1"));
        backlog.take(claim, topic);
        appendRow(1);
        awaitRows(1);
        appendRow(2);
        awaitRows(2);
        assertThat(backlog.returned()).isEmpty();
        // when
        unread.are(Set.of());
        // then
        assertThat(awaitReturned().claim()).isEqualTo(claim.at(4));
    }

    @Test
    void whatSomebodyElseHasClaimedComesBackSayingSo() throws SQLException {
        unread.are(Set.of("t.v1"));
        backlog.take(claim, topic);
        appendRow(1);
        awaitRows(1);
        // when
        Claim theirs = new Positions(database).claim(List.of(PARTITION)).get(0);
        appendRow(2);
        // then
        assertThat(awaitReturned()).isEqualTo(new Backlog.Returned(claim.at(2), true));
        assertThat(theirs.nextOffset()).isEqualTo(2);
        assertThat(table()).hasSize(1);
    }

    @Test
    void whatIsLeftIsReadNoMoreAndCanBeTakenAgain() {
        unread.are(Set.of("t.v1"));
        backlog.take(claim, topic);
        appendRow(1);
        awaitRows(1);
        // when
        backlog.leave(List.of(PARTITION));
        backlog.take(claim.at(2), topic);
        appendRow(2);
        // then
        awaitRows(2);
    }
}
