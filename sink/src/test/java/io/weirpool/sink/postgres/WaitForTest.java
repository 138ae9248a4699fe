package io.weirpool.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.model.Name;
import io.weirpool.sink.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** View a reads log p.s whole in each of its two partitions, view b reads p.t, one to one. */
class WaitForTest {
    private static final TestPostgres SHARED = TestPostgres.newDatabase();

    private final TestPostgres postgres = SHARED;

    @BeforeEach
    void install() throws SQLException {
        try (Database database = Database.open(postgres.config(), new SimpleMeterRegistry())) {
            new Schema(database).install(new Name("p"));
        }
        postgres.execute(
                "TRUNCATE weirpool.version, weirpool.expected, weirpool.progress_part",
                "INSERT INTO weirpool.version VALUES ('a', 1, 'live', 'x', 1), ('b', 1, 'live', 'y', 1)",
                "INSERT INTO weirpool.expected SELECT 'a', 1, q, 'p.s', l"
                        + " FROM generate_series(0, 1) q, generate_series(0, 1) l",
                "INSERT INTO weirpool.expected SELECT 'b', 1, q, 'p.t', q FROM generate_series(0, 1) q");
    }

    private void progress(String view, int viewPartition, String log, int partition, long next) {
        postgres.execute("""
            INSERT INTO weirpool.progress_part VALUES ('%s', 1, %d, '%d', '%s', %d, %d, now())
            ON CONFLICT (view, version, view_partition, sender, log, partition)
            DO UPDATE SET next_offset = EXCLUDED.next_offset
            """.formatted(view, viewPartition, viewPartition, log, partition, next));
    }

    private static String receipt(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String waitFor(String receipt, String more) {
        return "SELECT weirpool.wait_for('" + receipt + "', " + more + ")";
    }

    @Test
    void returnsWhenEveryViewPartitionHasComeAsFar() {
        progress("a", 0, "p.s", 1, 7);
        progress("a", 1, "p.s", 1, 9);
        assertThat(postgres.query(waitFor(receipt("{\"p.s\":{\"1\":7}}"), "interval '0 s'")))
                .hasSize(1);
    }

    @Test
    void aSenderNotHeardOfCountsAsZero() {
        progress("a", 0, "p.s", 1, 7);
        assertThatThrownBy(() -> postgres.query(waitFor(receipt("{\"p.s\":{\"1\":7}}"), "interval '20 ms'")))
                .hasMessageContaining("not reached within")
                .hasMessageContaining("view \"a\" is at 0 of 7 on p.s/1");
    }

    @Test
    void aPartitionNoViewExpectsIsNeverReached() {
        assertThatThrownBy(() -> postgres.query(waitFor(receipt("{\"p.s\":{\"5\":1}}"), "interval '0 s'")))
                .hasMessageContaining("not reached");
    }

    @Test
    void seesWhatOthersCommitWhileItWaits() {
        CompletableFuture<Void> waits = CompletableFuture.runAsync(
                () -> postgres.query(waitFor(receipt("{\"p.t\":{\"0\":3}}"), "interval '60 s'")));
        progress("b", 0, "p.t", 0, 3);
        waits.join();
    }

    @Test
    void reachedSaysWhetherWithoutWaiting() {
        progress("b", 0, "p.t", 0, 3);
        assertThat(postgres.query("SELECT weirpool.reached('" + receipt("{\"p.t\":{\"0\":3}}") + "'),"
                        + " weirpool.reached('" + receipt("{\"p.t\":{\"0\":4}}") + "'),"
                        + " weirpool.reached('" + receipt("{\"p.t\":{\"0\":4}}") + "', '{a}')"))
                .containsExactly("t|f|t");
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void refusesLevelsThatCannotSeeProgress(int level) throws SQLException {
        try (Connection connection = postgres.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(level);
            assertThatThrownBy(() ->
                            TestPostgres.query(connection, waitFor(receipt("{\"p.t\":{\"0\":0}}"), "interval '1 s'")))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("WP005"))
                    .hasMessageContaining("READ COMMITTED");
        }
    }

    @Test
    void namesABrokenViewThatReadsTheLog() {
        postgres.execute("UPDATE weirpool.version SET state = 'broken' WHERE view = 'b'");
        assertThatThrownBy(() -> postgres.query(waitFor(receipt("{\"p.t\":{\"0\":1}}"), "interval '5 s'")))
                .hasMessageContaining("view \"b\" is broken");
    }

    @Test
    void aBrokenViewOfOtherLogsDoesNotMatter() {
        postgres.execute("UPDATE weirpool.version SET state = 'broken' WHERE view = 'b'");
        progress("a", 0, "p.s", 0, 1);
        progress("a", 1, "p.s", 0, 1);
        assertThat(postgres.query(waitFor(receipt("{\"p.s\":{\"0\":1}}"), "interval '0 s'")))
                .hasSize(1);
    }

    @Test
    void aFirstVersionStillBuildingCountsAndALaterOneDoesNot() {
        postgres.execute(
                "UPDATE weirpool.version SET state = 'building' WHERE view = 'a'",
                "INSERT INTO weirpool.version VALUES ('b', 2, 'building', 'z', 2)",
                "INSERT INTO weirpool.expected VALUES ('b', 2, 0, 'p.t', 0)");
        progress("b", 0, "p.t", 0, 1);
        assertThat(postgres.query("SELECT weirpool.reached('" + receipt("{\"p.t\":{\"0\":1}}") + "'),"
                        + " weirpool.reached('" + receipt("{\"p.s\":{\"0\":1}}") + "')"))
                .containsExactly("t|f");
    }

    @Test
    void namesAnUnknownView() {
        assertThatThrownBy(() -> postgres.query(waitFor(receipt("{}"), "interval '50 ms', '{a,nope}'")))
                .hasMessageContaining("unknown view: \"nope\"");
    }

    @Test
    void waitsForAViewThatIsMadeMeanwhile() throws Exception {
        CompletableFuture<List<String>> waiting = CompletableFuture.supplyAsync(
                () -> postgres.query(waitFor(receipt("{\"p.t\":{\"0\":1}}"), "interval '60 s', '{new}'")));
        postgres.execute("INSERT INTO weirpool.version VALUES ('new', 1, 'building', 'z', 1)");
        assertThat(waiting.get()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "%%%",
                "bm90IGpzb24",
                "WzFd",
                "eyJwLnMiOjF9",
                "eyJwLnMiOnsieCI6MX19",
                "eyJwLnMiOnsiMCI6LTF9fQ",
                "eyJwLnMiOnsiMCI6MS41fX0",
                "eyJvdGhlci5zIjp7IjAiOjF9fQ"
            })
    void refusesWhatIsNoReceiptOfThisPipeline(String token) {
        assertThatThrownBy(() -> postgres.query(waitFor(token, "interval '5 s'")))
                .hasMessageContaining("invalid receipt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "interval '-1 s'"})
    void refusesATimeOutThatIsNone(String timeout) {
        assertThatThrownBy(() -> postgres.query(waitFor(receipt("{\"p.t\":{\"0\":1}}"), timeout)))
                .hasMessageContaining("invalid time-out");
    }

    @Test
    void anOrdinaryRoleMayWaitButNotReadDeadLetters() throws SQLException {
        postgres.execute("DROP ROLE IF EXISTS analyst", "CREATE ROLE analyst");
        progress("b", 0, "p.t", 0, 3);
        try (Connection connection = postgres.connect("-c role=analyst")) {
            assertThat(TestPostgres.query(connection, waitFor(receipt("{\"p.t\":{\"0\":3}}"), "interval '0 s'")))
                    .hasSize(1);
            assertThatThrownBy(() -> TestPostgres.query(connection, "SELECT * FROM weirpool.dead_letters"))
                    .hasMessageContaining("permission denied");
        }
    }
}
