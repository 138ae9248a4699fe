package io.weirpool.sink.postgres;

import static io.weirpool.sink.testing.TestViews.PIPELINE;
import static io.weirpool.sink.testing.TestViews.by;
import static io.weirpool.sink.testing.TestViews.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Marker;
import io.weirpool.common.topic.OpenError;
import io.weirpool.sink.batch.ErrorRecord;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.RowRecord;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    private static final Column ID = Column.of("id", SqlType.of(TypeKind.BIGINT).notNull());
    private static final Column TEXT = Column.of("v", SqlType.varchar(5));

    private final TestPostgres postgres = TestPostgres.newDatabase();
    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());
    private final Positions positions = new Positions(database);
    private final List<DeadLetter> copies = new ArrayList<>();
    private final TableWriter writer = new TableWriter(database, copies::addAll);

    @BeforeEach
    void install() throws SQLException {
        new Schema(database).install(PIPELINE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Claim create(View view) throws SQLException {
        new Versions(database, postgres.config().schema()).ensure(PIPELINE, view);
        writer.add(PIPELINE, view);
        return claim(view);
    }

    private Claim claim(View view) throws SQLException {
        return positions
                .claim(List.of(new ViewPartition(view.name().value(), 1, 0)))
                .get(0);
    }

    private static PartitionBatch batch(Claim claim, String... keysAndValues) {
        PartitionBatch batch = new PartitionBatch(claim.partition(), claim.nextOffset(), 0);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            long offset = claim.nextOffset() + i / 2;
            batch.add(new RowRecord(offset, bytes(keysAndValues[i]), value(keysAndValues[i + 1]), null));
            batch.reach(offset + 1);
        }
        return batch;
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Bytes value(String json) {
        return json.equals("-") ? null : bytes(json);
    }

    private Written write(Claim claim, String... keysAndValues) throws SQLException {
        return writer.write(List.of(new ClaimedBatch(batch(claim, keysAndValues), claim.epoch())));
    }

    @Test
    void upsertsAndDeletesByKeyAndMovesTheOffset() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}", "[2]", "{\"id\":2,\"v\":\"b\"}");
        // when
        write(claim.at(2), "[1]", "-", "[2]", "{\"id\":2,\"v\":null}", "[3]", "{\"id\":3,\"v\":\"c\"}", "[9]", "-");
        // then
        assertThat(postgres.query("SELECT * FROM t ORDER BY id")).containsExactly("2|∅", "3|c");
        assertThat(postgres.query("SELECT next_offset, epoch FROM weirpool.sink_offset"))
                .containsExactly("6|1");
    }

    @Test
    void aClaimAfterOursFencesUsAndNothingIsWritten() throws SQLException {
        View view = view("t", by(0), 1, ID, TEXT);
        Claim zombie = create(view);
        claim(view);
        // when
        Written written = write(zombie, "[1]", "{\"id\":1,\"v\":\"a\"}");
        // then
        assertThat(written.fenced()).containsExactly(zombie.partition());
        assertThat(written.stored()).isEmpty();
        assertThat(postgres.query("SELECT * FROM t")).isEmpty();
        assertThat(postgres.query("SELECT next_offset, epoch FROM weirpool.sink_offset"))
                .containsExactly("0|2");
    }

    @Test
    void aFencedPartitionDoesNotHoldBackOthersOfTheTransaction() throws SQLException {
        View fencedView = view("t", by(0), 1, ID, TEXT);
        Claim fenced = create(fencedView);
        claim(fencedView);
        Claim ours = create(view("u", by(0), 1, ID, TEXT));
        // when
        Written written = writer.write(List.of(
                new ClaimedBatch(batch(fenced, "[1]", "{\"id\":1,\"v\":\"a\"}"), fenced.epoch()),
                new ClaimedBatch(batch(ours, "[1]", "{\"id\":1,\"v\":\"a\"}"), ours.epoch())));
        // then
        assertThat(written.stored()).containsExactly(ours.partition());
        assertThat(postgres.query("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)"))
                .containsExactly("0|1");
    }

    @Test
    void aBatchWhoseCommitHadNoAnswerIsNotWrittenTwice() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}");
        postgres.execute("UPDATE t SET v = 'mine'");
        // when
        Written again = write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}");
        // then
        assertThat(again.stored()).containsExactly(claim.partition());
        assertThat(again.rows()).isEmpty();
        assertThat(postgres.query("SELECT v FROM t")).containsExactly("mine");
    }

    @Test
    void refusedRowsAreIsolatedAmongFiveHundred() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        postgres.execute("ALTER TABLE weirpool_data.t__1 ADD CHECK (id NOT IN (17, 333))");
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.addAll(List.of("[" + i + "]", "{\"id\":" + i + ",\"v\":\"x\"}"));
        }
        // when
        Written written = write(claim, records.toArray(String[]::new));
        // then
        assertThat(written.stored()).hasSize(1);
        assertThat(postgres.query("SELECT count(*), sum(id) FROM t")).containsExactly("498|" + (499 * 250 - 17 - 333));
        assertThat(postgres.query(
                        "SELECT id, view, version, code, convert_from(key, 'UTF8'), detail LIKE 'SQLSTATE 23514%'"
                                + " FROM weirpool.dead_letters ORDER BY log_offset"))
                .containsExactly(
                        "p.t.v1/0/17/t.v1|t|1|row-refused|[17]|t", "p.t.v1/0/333/t.v1|t|1|row-refused|[333]|t");
        assertThat(copies).extracting(DeadLetter::id).containsExactly("p.t.v1/0/17/t.v1", "p.t.v1/0/333/t.v1");
        assertThat(postgres.query("SELECT next_offset FROM weirpool.sink_offset"))
                .containsExactly("500");
    }

    @Test
    void theOldRowOfARefusedOneIsNotLeftStanding() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}");
        postgres.execute("ALTER TABLE weirpool_data.t__1 ADD CHECK (v <> 'b')");
        // when
        write(claim.at(1), "[1]", "{\"id\":1,\"v\":\"b\"}");
        // then
        assertThat(postgres.query("SELECT * FROM t")).isEmpty();
        assertThat(postgres.query("SELECT count(*) FROM weirpool.dead_letters")).containsExactly("1");
    }

    @Test
    void aRecordThatIsNoRowOfTheViewIsADeadLetter() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        write(claim, "[1]", "{\"id\":1,\"x\":2}", "nonsense", "{}", "[2]", "{\"id\":2,\"v\":\"b\"}");
        assertThat(postgres.query("SELECT * FROM t")).containsExactly("2|b");
        assertThat(postgres.query("SELECT code, log_offset FROM weirpool.dead_letters ORDER BY 2"))
                .containsExactly("undecodable|0", "undecodable|1");
    }

    @Test
    void aLockedTableIsWaitedForAndMakesNoDeadLetter() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        try (Connection other = postgres.connect();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE weirpool_data.t__1 IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            other.rollback();
        }
        write(claim, "[1]", "{\"id\":1,\"v\":\"a\"}");
        assertThat(postgres.query("SELECT * FROM t")).containsExactly("1|a");
        assertThat(postgres.query("SELECT count(*) FROM weirpool.dead_letters")).containsExactly("0");
    }

    @Test
    void nullsInAKeyAreValuesLikeOthers() throws SQLException {
        Claim claim = create(view(
                "t",
                by(0, 1),
                1,
                Column.of("a", SqlType.of(TypeKind.INTEGER)),
                Column.of("b", SqlType.of(TypeKind.VARCHAR)),
                Column.of("n", SqlType.of(TypeKind.BIGINT))));
        write(
                claim,
                "[null,null]",
                "{\"a\":null,\"b\":null,\"n\":1}",
                "[1,null]",
                "{\"a\":1,\"b\":null,\"n\":2}",
                "[null,\"x\"]",
                "{\"a\":null,\"b\":\"x\",\"n\":3}",
                "[1,\"x\"]",
                "{\"a\":1,\"b\":\"x\",\"n\":4}");
        // when
        write(claim.at(4), "[null,null]", "{\"a\":null,\"b\":null,\"n\":10}", "[1,null]", "-", "[1,\"x\"]", "-");
        // then
        assertThat(postgres.query("SELECT * FROM t ORDER BY n")).containsExactly("∅|x|3", "∅|∅|10");
        // when
        write(claim.at(7), "[null,null]", "-");
        // then
        assertThat(postgres.query("SELECT * FROM t")).containsExactly("∅|x|3");
    }

    @Test
    void aViewOfOneRowHasOneRow() throws SQLException {
        Claim claim = create(view("t", by(), 1, Column.of("n", SqlType.of(TypeKind.BIGINT))));
        write(claim, "[]", "{\"n\":1}");
        write(claim.at(1), "[]", "{\"n\":2}");
        assertThat(postgres.query("SELECT * FROM t")).containsExactly("2");
        write(claim.at(2), "[]", "-");
        assertThat(postgres.query("SELECT * FROM t")).isEmpty();
    }

    @Test
    void aBagShowsItsDuplicates() throws SQLException {
        Claim claim = create(view("t", new ViewKey.RowHash(), 1, Column.of("v", SqlType.of(TypeKind.VARCHAR))));
        String a = "[\"00000000000000000000000000000001\"]";
        String b = "[\"ffffffffffffffffffffffffffffffff\"]";
        write(claim, a, "{\"v\":\"a\",\"#\":3}", b, "{\"v\":\"b\",\"#\":1}");
        assertThat(postgres.query("SELECT * FROM t ORDER BY v")).containsExactly("a", "a", "a", "b");
        // when
        write(claim.at(2), a, "{\"v\":\"a\",\"#\":1}", b, "-");
        // then
        assertThat(postgres.query("SELECT * FROM t")).containsExactly("a");
    }

    @Test
    void rowsKnownByTheirCommandAreKeptApart() throws SQLException {
        Claim claim = create(view("t", new ViewKey.LogPosition(), 1, Column.of("v", SqlType.of(TypeKind.VARCHAR))));
        write(claim, "[0,5,0]", "{\"v\":\"a\"}", "[0,5,1]", "{\"v\":\"a\"}", "[1,5,0]", "{\"v\":\"a\"}");
        write(claim.at(3), "[1,5,0]", "-", "[0,5,0]", "{\"v\":\"b\"}");
        assertThat(postgres.query("SELECT * FROM t ORDER BY v")).containsExactly("a", "b");
    }

    /** From a key to the next, each with the value. */
    private Written writeRows(Claim claim, int from, int to, String value) throws SQLException {
        List<String> records = new ArrayList<>();
        for (int id = from; id < to; id++) {
            records.addAll(List.of("[" + id + "]", "{\"id\":" + id + ",\"v\":\"" + value + "\"}"));
        }
        return write(claim, records.toArray(String[]::new));
    }

    /** How rows came into table t since the last time. */
    private List<String> statements() {
        return postgres.query("DELETE FROM how RETURNING how");
    }

    private void watchStatements() {
        postgres.execute("CREATE TABLE how (how text)");
        postgres.execute("CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN INSERT INTO public.how VALUES (split_part(current_query(), ' ', 1)); RETURN NULL; END$$");
        postgres.execute("CREATE TRIGGER watch AFTER INSERT ON weirpool_data.t__1 EXECUTE FUNCTION watch()");
    }

    @Test
    void keysThatAnEmptyTableWasNotGivenYetAreCopied() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        watchStatements();
        writeRows(claim, 0, 200, "a");
        assertThat(statements()).containsExactly("COPY");
        // when
        writeRows(claim.at(200), 100, 400, "b");
        // then
        assertThat(statements()).containsExactlyInAnyOrder("COPY", "INSERT");
        writeRows(claim.at(500), 0, 400, "c");
        assertThat(statements()).containsExactly("INSERT");
        assertThat(postgres.query("SELECT count(*), min(v) FROM t")).containsExactly("400|c");
    }

    @Test
    void whatAnotherClaimMayHaveWrittenIsNotCopied() throws SQLException {
        View view = view("t", by(0), 1, ID, TEXT);
        writeRows(create(view), 0, 200, "a");
        watchStatements();
        // when
        writeRows(claim(view), 200, 400, "a");
        // then
        assertThat(statements()).containsExactly("INSERT");
    }

    @Test
    void aKeyThatIsThereAllTheSameIsWrittenOver() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        writeRows(claim, 0, 200, "a");
        postgres.execute("INSERT INTO weirpool_data.t__1 VALUES (300, 'mine')");
        watchStatements();
        // when
        writeRows(claim.at(200), 200, 400, "b");
        // then
        assertThat(postgres.query("SELECT v, count(*) FROM t GROUP BY v ORDER BY v"))
                .containsExactly("a|200", "b|200");
        assertThat(postgres.query("SELECT FROM weirpool.dead_letters")).isEmpty();
        assertThat(statements()).containsExactly("INSERT");
        writeRows(claim.at(400), 400, 600, "b");
        assertThat(statements()).as("it is not tried again").containsExactly("INSERT");
    }

    @Test
    void markersErrorsAndLettersStandWithTheRows() throws SQLException {
        Claim claim = create(view("t", by(0), 1, ID, TEXT));
        PartitionBatch batch = batch(claim, "[1]", "{\"id\":1,\"v\":\"a\"}");
        batch.add(new Marker("0", Position.of("p.s", 0, 7), 1_000_000));
        batch.add(new ErrorRecord("[2]", new OpenError("division-by-zero", "0\0", null)));
        batch.reach(3);
        writer.write(List.of(new ClaimedBatch(batch, claim.epoch())));
        assertThat(postgres.query("SELECT view, log, partition, next_offset, as_of FROM weirpool.progress"))
                .containsExactly("t|p.s|0|7|1970-01-01 00:00:01+00");
        assertThat(postgres.query("SELECT view, key, code, detail FROM weirpool.open_errors"))
                .containsExactly("t|[2]|division-by-zero|0\uFFFD");
        // when
        PartitionBatch next = batch(claim.at(3));
        next.add(new ErrorRecord("[2]", null));
        next.reach(4);
        writer.write(List.of(new ClaimedBatch(next, claim.epoch())));
        // then
        assertThat(postgres.query("SELECT * FROM weirpool.open_errors")).isEmpty();
    }
}
