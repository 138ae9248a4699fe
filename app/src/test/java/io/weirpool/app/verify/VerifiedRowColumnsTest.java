package io.weirpool.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.app.query.ReadConfig;
import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.embedded.EmbeddedPostgres;
import io.weirpool.sql.PipelineCompiler;
import io.weirpool.sql.restate.RestatedView;
import io.weirpool.sql.restate.Restatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of type ROW are composite types where PostgreSQL runs a view's query over the commands. */
class VerifiedRowColumnsTest {
    private static final List<SourceFile> FILES = List.of(new SourceFile("a.sql", """
        CREATE STREAM s (id BIGINT, addr ROW(street TEXT, geo ROW(lat DOUBLE PRECISION, n NUMERIC), tags TEXT[], raw BYTEA, doc JSONB),
            CHECK ((addr).street <> 'bad'));
        CREATE MATERIALIZED VIEW shown AS SELECT id, addr, (addr).geo.lat FROM s;
        CREATE MATERIALIZED VIEW reading AS SELECT id, upper(addr) AS u FROM shown;
        """));

    private static final List<String> COMMANDS = List.of(
            "{\"id\":1,\"addr\":{\"street\":\"a \\\"b\\\", \\\\c\",\"geo\":{\"lat\":1.5,\"n\":\"2.50\"},\"tags\":[\"x y\",null],\"raw\":\"AP8=\",\"doc\":{\"k\":[1]}}}",
            "{\"id\":2,\"addr\":{}}",
            "{\"id\":3}",
            "{\"id\":4,\"addr\":{\"geo\":{}}}",
            "{\"id\":5,\"addr\":{\"street\":\"bad\"}}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @Test
    void queriesReadFieldsAndShowTheTextOfRows() throws SQLException {
        Source source = PipelineCompiler.compile(FILES).sources().get(0);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("pg"))) {
            prepare(postgres);
            Duration time = Duration.ofSeconds(10);
            ReadConfig config = new ReadConfig(
                    postgres.jdbcUrl(), postgres.user(), postgres.password(), new Name("app"), 1, time, time);
            try (Scratch scratch = Scratch.open(config)) {
                scratch.source(source, "p.s", false);
                for (RestatedView view : Restatement.of(FILES)) {
                    scratch.view(view, List.of());
                }
                scratch.add(source, rows(source));
                scratch.point(Map.of(new LogPartition("p.s", 0), 100L));

                assertThat(scratch.lines("SELECT row(r.*)::text FROM shown AS r ORDER BY id"))
                        .containsExactly(
                                "(1,\"(\"\"a \"\"\"\"b\"\"\"\", \\\\\\\\\\\\\\\\c\"\",\"\"(1.5,2.50)\"\",\"\"{\"\"\"\"x y\"\"\"\",NULL}\"\",\"\"\\\\\\\\\\\\\\\\x00ff\"\",\"\"{\"\"\"\"k\"\"\"\": [1]}\"\")\",1.5)"
                                        .replace("\\\\\\\\\\\\\\\\", "\\\\\\\\"),
                                "(2,\"(,,,,)\",)",
                                "(3,,)",
                                "(4,\"(,\"\"(,)\"\",,,)\",)");
                assertThat(scratch.lines("SELECT u FROM reading WHERE id = 4")).containsExactly("(,\"(,)\",,,)");
            }
        }
    }

    private static void prepare(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            connection.createStatement().execute("CREATE SCHEMA app");
        }
    }

    private static List<@Nullable Object[]> rows(Source source) {
        PlainRows reader = new PlainRows(source);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String command : COMMANDS) {
            @Nullable String[] texts = reader.read(command.getBytes(UTF_8)).orElseThrow();
            rows.add(Scratch.row(0, rows.size(), 0, "", null, texts, 2));
        }
        return rows;
    }

    @Test
    void whatIsNoRowOfTheSourceIsLeftOut() {
        PlainRows reader =
                new PlainRows(PipelineCompiler.compile(FILES).sources().get(0));
        for (String command : List.of(
                "{\"id\":1,\"addr\":{\"x\":1}}",
                "{\"id\":1,\"addr\":[]}",
                "{\"id\":1,\"addr\":{\"geo\":5}}",
                "{\"addr.\":true}")) {
            assertThat(reader.read(command.getBytes(UTF_8))).as(command).isEmpty();
        }
    }
}
