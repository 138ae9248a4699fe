package io.weirpool.sink.postgres;

import static io.weirpool.sink.testing.TestViews.PIPELINE;
import static io.weirpool.sink.testing.TestViews.by;
import static io.weirpool.sink.testing.TestViews.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.BreakerLimits;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.RowRecord;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than two dead letters a minute break a view. */
class BreakerTest {
    private static final Column ID = Column.of("id", SqlType.of(TypeKind.BIGINT).notNull());

    private final TestPostgres postgres = TestPostgres.newDatabase();
    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());
    private final Positions positions = new Positions(database);
    private final TableWriter writer =
            new TableWriter(database, letters -> {}, new BreakerLimits(2, Duration.ofMinutes(1)));
    private long letters;

    @BeforeEach
    void install() throws SQLException {
        new Schema(database).install(PIPELINE);
        for (String name : List.of("t", "u")) {
            new Versions(database, postgres.config().schema()).ensure(PIPELINE, view(name, by(0), 1, ID));
            writer.add(PIPELINE, view(name, by(0), 1, ID));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Written write(ViewPartition partition, String id) throws SQLException {
        Claim claim = positions.claim(List.of(partition)).get(0);
        PartitionBatch batch = new PartitionBatch(partition, claim.nextOffset(), 0);
        Bytes row = Bytes.wrap(("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8));
        batch.add(new RowRecord(
                claim.nextOffset(), Bytes.wrap(("[" + id + "]").getBytes(StandardCharsets.UTF_8)), row, null));
        batch.reach(claim.nextOffset() + 1);
        return writer.write(List.of(new ClaimedBatch(batch, claim.epoch())));
    }

    /** As the dead letter topic brings them. */
    private void fail(String version, String code, int count) throws SQLException {
        ViewPartition partition = ViewPartition.deadLetters(0);
        Claim claim = positions.claim(List.of(partition)).get(0);
        PartitionBatch batch = new PartitionBatch(partition, claim.nextOffset(), 0);
        for (int i = 0; i < count; i++) {
            long offset = letters++;
            batch.add(new DeadLetter(
                    "p.s/0/" + offset + "/" + version, "s", 0, offset, version, code, "1 / 0", null, null, null, 0));
        }
        batch.reach(claim.nextOffset() + count);
        writer.write(List.of(new ClaimedBatch(batch, claim.epoch())));
    }

    private List<String> states() {
        return postgres.query("SELECT view, state FROM weirpool.version ORDER BY 1");
    }

    @Test
    void aViewThatFailsTooOftenIsFedNoMoreAndOthersAre() throws SQLException {
        write(new ViewPartition("t", 1, 0), "1");
        fail("t.v1", "division-by-zero", 2);
        assertThat(states()).containsExactly("t|live", "u|live");
        // when
        fail("t.v1", "division-by-zero", 1);
        fail("t.v1", "division-by-zero", 5);
        Written stopped = write(new ViewPartition("t", 1, 0), "2");
        Written fed = write(new ViewPartition("u", 1, 0), "2");
        // then
        assertThat(states()).containsExactly("t|broken", "u|live");
        assertThat(stopped.stopped()).containsExactly(new ViewPartition("t", 1, 0));
        assertThat(stopped.stored()).isEmpty();
        assertThat(fed.stored()).hasSize(1);
        assertThat(postgres.query("SELECT id FROM t")).containsExactly("1");
        assertThat(postgres.query("SELECT count(*) FROM weirpool.dead_letters"))
                .as("the table is not filled with what comes after")
                .containsExactly("3");
        assertThat(postgres.query("SELECT waits_for FROM weirpool.version WHERE view = 't'"))
                .containsExactly("resume: more than 2 dead letters within 60 s");
    }

    @Test
    void lateRowsAndVersionsThatAreBuiltBreakNothing() throws SQLException {
        postgres.execute("UPDATE weirpool.version SET state = 'building' WHERE view = 'u'");
        // when
        fail("t.v1", "late", 5);
        fail("t.v1", "time-ahead", 5);
        fail("u.v1", "division-by-zero", 5);
        // then
        assertThat(states()).containsExactly("t|live", "u|building");
    }

    @Test
    void lettersFromBeforeAVersionWentLiveDoNotCount() throws SQLException {
        postgres.execute("UPDATE weirpool.version SET state = 'building'");
        fail("t.v1", "division-by-zero", 5);
        postgres.execute("UPDATE weirpool.version SET state = 'live', since = now()");
        // when
        fail("t.v1", "division-by-zero", 1);
        // then
        assertThat(states()).containsExactly("t|live", "u|live");
    }
}
