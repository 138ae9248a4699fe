package io.weirpool.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weirpool.common.model.Name;
import io.weirpool.common.role.Role;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.postgres.DatabaseConfig;
import io.weirpool.sink.testing.TestKafka;
import io.weirpool.sink.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink without its database; beside {@link SinkTest}, as it takes as long as all of that. */
@Timeout(60)
class LateDatabaseTest extends SinkTestCase {
    @Test
    void aDatabaseThatComesLateOrGoesAwayIsWaitedFor(@TempDir Path directory) {
        Path data = directory.resolve("pg");
        EmbeddedPostgres server = EmbeddedPostgres.start(data);
        int port = server.port();
        server.close();
        DatabaseConfig database =
                new DatabaseConfig(server.jdbcUrl(), server.user(), server.password(), new Name("public"), 2);
        Role sink = Sink.start(
                new SinkConfig(database, BatchLimits.STANDARD, pipeline.value()), TestKafka.config(), meters);
        sinks.add(sink);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sink.whyNotReady().orElse("").contains("refused"));
        begin().row(topic, 0, "[1]", row(1, "a")).commit();
        // when it comes
        server = EmbeddedPostgres.start(data, port);
        TestPostgres late = TestPostgres.of(server);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> late.query("SELECT * FROM t").equals(List.of("1|a")));
        late.execute("UPDATE weirpool_data.t__1 SET v = 'mine'");
        // and goes away while there is something to write
        server.close();
        begin().row(topic, 0, "[2]", row(2, "b")).marker(topic, 0, pipeline, 2).commit();
        await().atMost(Duration.ofMinutes(2)).until(() -> sink.whyNotReady().isPresent());
        try (EmbeddedPostgres again = EmbeddedPostgres.start(data, port)) {
            awaitReady(sink);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> late.query("SELECT next_offset FROM weirpool.progress WHERE partition = 0")
                            .equals(List.of("2")));
            // then
            assertThat(late.query("SELECT * FROM t ORDER BY id")).containsExactly("1|mine", "2|b");
            assertThat(late.query("SELECT count(*) FROM weirpool.dead_letters")).containsExactly("0");
            assertThat(again.port()).isEqualTo(port);
            sink.close();
        }
    }
}
