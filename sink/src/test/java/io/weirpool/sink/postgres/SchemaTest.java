package io.weirpool.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.sink.testing.TestPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final TestPostgres postgres = TestPostgres.newDatabase();
    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void installingAgainChangesNothing() throws Exception {
        Schema schema = new Schema(database);
        schema.install(new Name("flights"));
        postgres.execute("INSERT INTO weirpool.version VALUES ('v', 1, 'live', 'weirpool_data.v__1', 1)");
        // when
        schema.install(new Name("flights"));
        // then
        assertThat(postgres.query("SELECT view FROM weirpool.version")).containsExactly("v");
    }

    @Test
    void twoSinksMayInstallAtOnce() {
        CompletableFuture<?>[] both = Stream.generate(() -> CompletableFuture.runAsync(this::install))
                .limit(2)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(both).join();
        assertThat(postgres.query("SELECT version FROM weirpool.schema_version ORDER BY 1"))
                .containsExactly("1", "2", "3");
    }

    private void install() {
        try {
            new Schema(database).install(new Name("flights"));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void databaseOfAnotherPipelineIsRefused() throws Exception {
        new Schema(database).install(new Name("flights"));
        assertThatThrownBy(() -> new Schema(database).install(new Name("trains")))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PIPELINE_DIFFERS))
                .hasMessageContaining("flights")
                .hasMessageContaining("trains");
    }

    @Test
    void schemaOfANewerProgramIsRefused() throws Exception {
        new Schema(database).install(new Name("flights"));
        postgres.execute("INSERT INTO weirpool.schema_version VALUES (99)");
        assertThatThrownBy(() -> new Schema(database).install(new Name("flights")))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_FORMAT_UNKNOWN));
    }
}
