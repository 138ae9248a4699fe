package io.weirpool.sink.postgres;

import static io.weirpool.sink.testing.TestViews.PIPELINE;
import static io.weirpool.sink.testing.TestViews.by;
import static io.weirpool.sink.testing.TestViews.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sink.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionsTest {
    private static final Column ID = Column.of("id", SqlType.of(TypeKind.BIGINT).notNull());
    private static final Column TEXT = Column.of("v", SqlType.of(TypeKind.VARCHAR));

    private final TestPostgres postgres = TestPostgres.newDatabase();
    private final Database database = Database.open(postgres.config(), new SimpleMeterRegistry());
    private final Versions versions = new Versions(database, postgres.config().schema());

    @BeforeEach
    void install() throws SQLException {
        new Schema(database).install(PIPELINE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstVersionIsLiveAndReadable() throws SQLException {
        versions.ensure(PIPELINE, view("t", by(0), 2, ID, TEXT));
        assertThat(postgres.query("SELECT view, version, state, table_name, flow FROM weirpool.version"))
                .containsExactly("t|1|live|weirpool_data.t__1|1");
        assertThat(postgres.query("SELECT * FROM public.t")).isEmpty();
        assertThat(postgres.query("SELECT view_partition, log, partition FROM weirpool.expected ORDER BY 1, 3"))
                .containsExactly("0|p.s|0", "1|p.s|1");
    }

    @Test
    void doingItAgainChangesNothing() throws SQLException {
        View view = view("t", new ViewKey.RowHash(), 2, TEXT);
        versions.ensure(PIPELINE, view);
        versions.ensure(PIPELINE, view);
        assertThat(postgres.query("SELECT count(*) FROM weirpool.version")).containsExactly("1");
    }

    @Test
    void aSpreadInputIsExpectedWholeInEveryPartition() throws SQLException {
        View view = new View(
                new Name("t"),
                1,
                1,
                "",
                RowType.of(ID),
                by(0),
                List.of(),
                2,
                List.of(new View.Input(new Name("s"), 3, true)));
        versions.ensure(PIPELINE, view);
        assertThat(postgres.query(
                        "SELECT count(*), count(DISTINCT (view_partition, partition)) FROM weirpool.expected"))
                .containsExactly("6|6");
    }

    @Test
    void declaredIndexesAndKeyAreThere() throws SQLException {
        View view =
                new View(new Name("t"), 1, 1, "", RowType.of(ID, TEXT), by(0), List.of(List.of(1, 0)), 1, List.of());
        versions.ensure(PIPELINE, view);
        assertThat(postgres.query("SELECT indexdef FROM pg_indexes WHERE tablename = 't__1' ORDER BY indexname"))
                .containsExactly(
                        "CREATE INDEX t__1_i0 ON weirpool_data.t__1 USING btree (v, id)",
                        "CREATE UNIQUE INDEX t__1_key ON weirpool_data.t__1 USING btree (id)");
    }

    @Test
    void aTableOfAnotherShapeIsNamedWithTheDifference() throws SQLException {
        versions.ensure(PIPELINE, view("t", by(0), 1, ID, TEXT));
        View other = view("t", by(0), 1, ID, Column.of("v", SqlType.decimal(4, 2)));
        assertThatThrownBy(() -> versions.ensure(PIPELINE, other))
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_SHAPE_DIFFERS))
                .hasMessage("column 2 of table weirpool_data.t__1 is \"v\" text COLLATE \"C\","
                        + " the view gives \"v\" numeric(4,2)");
        View otherKey = view("t", by(), 1, ID, TEXT);
        assertThatThrownBy(() -> versions.ensure(PIPELINE, otherKey)).hasMessageContaining("absent");
    }

    @Test
    void somebodyElsesTableIsNotTouched() {
        postgres.execute("CREATE TABLE public.t (id bigint)");
        assertThatThrownBy(() -> versions.ensure(PIPELINE, view("t", by(0), 1, ID, TEXT)))
                .hasMessageContaining("public.t exists and is not Weirpool's");
        assertThat(postgres.query("SELECT count(*) FROM weirpool.version")).containsExactly("0");
    }

    @Test
    void aSecondVersionIsBuiltAsideTheLiveOne() throws SQLException {
        versions.ensure(PIPELINE, view("t", by(0), 1, ID, TEXT));
        View second = new View(new Name("t"), 2, 2, "", RowType.of(ID), by(0), List.of(), 1, List.of());
        versions.ensure(PIPELINE, second);
        assertThat(postgres.query("SELECT version, state FROM weirpool.version ORDER BY 1"))
                .containsExactly("1|live", "2|building");
    }

    /** It would be incomplete, and nobody could see it. */
    @Test
    void aVersionWithCopiedRowsIsBrokenInAnotherDatabase() throws SQLException {
        View view = view(
                "t", by(0), 1, Column.of("at", SqlType.of(TypeKind.TIMESTAMP).notNull()), TEXT);
        versions.ensure(PIPELINE, view.withCopied(new View.Copied(0, 5_000_000, Map.of(), Map.of())));

        assertThat(postgres.query("SELECT version, state, waits_for FROM weirpool.version"))
                .containsExactly(
                        "1|broken|resume: its older rows were copied within a database that is no longer there");
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMESTAMP", "TIMESTAMPTZ", "DATE"})
    void rowsBelowAreCopiedOnceTheLiveVersionIsWhereTheLogsEnded(TypeKind kind) throws SQLException {
        View live = view("t", by(0), 1, Column.of("at", SqlType.of(kind).notNull()), TEXT);
        versions.ensure(PIPELINE, live);
        long below = kind == TypeKind.DATE ? 2 : 2 * 86_400_000_000L;
        View next = new View(live.name(), 2, 2, "", live.columns(), live.key(), List.of(), 1, live.inputs())
                .withCopied(new View.Copied(0, below, Map.of(), Map.of("p.s", List.of(7L))));
        versions.ensure(PIPELINE, next);
        postgres.execute(
                "INSERT INTO weirpool_data.t__1 VALUES ('1970-01-01', 'a'), ('1970-01-02', 'b'), ('1970-01-03', 'c')");
        postgres.execute("INSERT INTO weirpool_data.t__2 VALUES ('1970-01-03', 'new')");

        assertThat(copy(next)).contains("version 1 of t, whose rows are copied: it is at 0 of 7 on p.s/0");
        postgres.execute("INSERT INTO weirpool.progress_part (view, version, view_partition, sender, log, partition,"
                + " next_offset) VALUES ('t', 1, 0, '0', 'p.s', 0, 7)");
        assertThat(copy(next)).isEmpty();
        assertThat(copy(next)).as("again").isEmpty();
        assertThat(postgres.query("SELECT v FROM weirpool_data.t__2 ORDER BY 1"))
                .containsExactly("a", "b", "new");
    }

    private Optional<String> copy(View next) throws SQLException {
        return database.inTransaction(connection -> CopiedRows.copy(connection, next, 1));
    }

    @Test
    void sqlKeywordsAreNamesLikeOthers() throws SQLException {
        versions.ensure(
                PIPELINE,
                view("select", by(0), 1, Column.of("order", SqlType.of(TypeKind.BIGINT)), Column.of("t", TEXT.type())));
        assertThat(postgres.query("SELECT \"order\", t FROM \"select\"")).isEmpty();
    }
}
