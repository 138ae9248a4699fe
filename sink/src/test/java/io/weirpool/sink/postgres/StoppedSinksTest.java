package io.weirpool.sink.postgres;

import static io.weirpool.sink.testing.TestViews.PIPELINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class StoppedSinksTest {
    private static final ViewPartition PARTITION = new ViewPartition("t", 1, 0);

    private final TestPostgres postgres = TestPostgres.newDatabase();
    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());
    private final Positions positions = new Positions(database);

    @BeforeEach
    void install() throws SQLException {
        new Schema(database).install(PIPELINE);
        positions.claim(List.of(PARTITION));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** COPY waits for its client as any statement does whose message has come in part. */
    private static void lockAndStandStill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = 'weirpool-sink'");
            statement.execute("CREATE TEMPORARY TABLE half_sent (id INTEGER)");
            statement.execute("UPDATE weirpool.sink_offset SET next_offset = 7");
        }
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY half_sent FROM STDIN");
    }

    private boolean isClaimed() {
        try {
            return positions.claim(List.of(PARTITION)).get(0).nextOffset() == 0;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("55P03");
            return false;
        }
    }

    @Test
    void aSinkThatStandsStillInAStatementDoesNotHoldItsSuccessor() throws SQLException {
        Connection stopped = postgres.connect();
        lockAndStandStill(stopped);

        await().atMost(Duration.ofMinutes(2)).until(this::isClaimed);
    }

    @Test
    void whoIsNoSinkIsLeftAlone() throws SQLException {
        try (Connection person = postgres.connect();
                Statement statement = person.createStatement()) {
            person.setAutoCommit(false);
            statement.execute("UPDATE weirpool.sink_offset SET next_offset = 7");

            assertThatThrownBy(() -> positions.claim(List.of(PARTITION))).isInstanceOf(SQLException.class);
            StoppedSinks.end(database);

            assertThat(TestPostgres.query(person, "SELECT next_offset FROM weirpool.sink_offset"))
                    .containsExactly("7");
        }
    }
}
