package io.weirpool.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.check.RowChecker;
import io.weirpool.sql.parse.DefinitionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of type ROW in definitions: how they are written, and what is refused. */
class RowColumnsTest {
    private static final String SOURCES = """
        CREATE TABLE s (id BIGINT PRIMARY KEY, addr ROW(street TEXT, city TEXT, geo ROW(lat DOUBLE PRECISION, lon DOUBLE PRECISION)), at TIMESTAMP);
        CREATE STREAM t (id BIGINT, addr ROW(street TEXT, city TEXT, geo ROW(lat DOUBLE PRECISION, lon DOUBLE PRECISION)), home ROW(n INT));
        """;

    private static Pipeline compile(String text) {
        return PipelineCompiler.compile(List.of(new SourceFile("a.sql", text)));
    }

    private static Source source(String text) {
        return compile(text).sources().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROW(street TEXT, geo ROW(lat DOUBLE PRECISION, lon NUMERIC(5, 2) NULL))",
                "ROW<street TEXT, geo ROW<lat DOUBLE PRECISION, lon NUMERIC(5, 2)>>",
                "STRUCT<street TEXT, geo STRUCT<lat DOUBLE PRECISION, lon NUMERIC(5, 2)> >",
                "struct<street VARCHAR, geo row(lat FLOAT8, lon DECIMAL(5, 2))>"
            })
    void rowsAreWrittenAsElsewhere(String type) {
        Source source = source("CREATE STREAM s (a " + type + " NOT NULL, b INT);");
        assertThat(source.columns().columns())
                .extracting(column -> column.name().value())
                .containsExactly("a.", "a.street", "a.geo.", "a.geo.lat", "a.geo.lon", "b");
        assertThat(DeclaredColumn.of(source.columns()).get(0).type(source.columns()))
                .isEqualTo("ROW(street VARCHAR, geo ROW(lat DOUBLE, lon DECIMAL(5, 2)))");
        assertThat(source.columns().type(0).nullable()).isFalse();
    }

    @Test
    void rowsInRowsEndWithOneToken() {
        Source source = source("CREATE STREAM s (a ROW<b ROW<c ROW<d INT>>>, e ROW<f ROW<g INT>>);");
        assertThat(source.columns().columns())
                .extracting(column -> column.name().value())
                .containsExactly("a.", "a.b.", "a.b.c.", "a.b.c.d", "e.", "e.f.", "e.f.g");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE STREAM x (a ROW(b INT) ARRAY)| type ROW is one of columns",
                "CREATE STREAM x (a ROW(b INT)[])| type ROW is one of columns",
                "CREATE STREAM x (a ROW(b ROW(c INT)[]))| type ROW is one of columns",
                "CREATE STREAM x (a ROW(b INT NOT NULL))| NOT NULL of a field of a row",
                "CREATE STREAM x (a ROW(b INT, b TEXT))| field \"b\" is declared twice",
                "CREATE STREAM x (a ROW(b INT), a INT)| column \"a\" is declared twice",
                "CREATE STREAM x (a ROW(b MONEY))| type money is not supported",
                "CREATE STREAM x (a ROW(\"b.\" INT))| is not a name",
                "CREATE TABLE x (a ROW(b INT), PRIMARY KEY (a))| a column of type ROW cannot be a key",
                "CREATE STREAM x (a ROW(b TIMESTAMP), WATERMARK FOR a AS a)| the WATERMARK is for a TIMESTAMP",
                "CREATE STREAM x (a ROW(b INT), CHECK (a.c > 1))| the row has no field \"c\"",
                "CREATE MATERIALIZED VIEW v AS SELECT (addr).zip FROM s| the row has no field \"zip\"",
                "CREATE MATERIALIZED VIEW v AS SELECT s.addr.citty FROM s| the row has no field \"citty\"",
                "CREATE MATERIALIZED VIEW v AS SELECT (addr).city.x FROM s| is no row with a field \"x\"",
                "CREATE MATERIALIZED VIEW v AS SELECT addr FROM s JOIN t ON s.id = t.id| column \"addr\" is ambiguous",
                "CREATE MATERIALIZED VIEW v AS SELECT max(addr) FROM s| the row addr as a value",
                "CREATE MATERIALIZED VIEW v AS SELECT coalesce(addr, NULL) FROM s| the row addr as a value",
                "CREATE MATERIALIZED VIEW v AS SELECT CASE WHEN id = 1 THEN addr END FROM s| the row \"addr\" is not supported here",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE addr IN (ROW('a', 'b', NULL))| the row addr as a value",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE ROW('a', 'b', NULL) IN (addr)| the row \"addr\" is not supported here",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE addr IN (SELECT addr FROM t)| the row",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE (true, 'a', 'b', true, 1.0, 2.0) IN (SELECT addr FROM t)| the row",
                "CREATE MATERIALIZED VIEW v AS SELECT id, (SELECT addr FROM t WHERE t.id = s.id) FROM s| the row",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE (1, true, 1) IN (SELECT id, home FROM t)| the row",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE (1, true, 1) IN (SELECT * FROM (SELECT id, home FROM t) x)| * for columns",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE addr < ROW('a', 'b', NULL)| the row addr as a value",
                "CREATE MATERIALIZED VIEW v AS SELECT id FROM s WHERE addr = ROW('a', 'b')| rows with other fields",
                "CREATE MATERIALIZED VIEW v AS SELECT s.id FROM s JOIN t ON s.addr = t.home| rows with other fields",
                "CREATE MATERIALIZED VIEW v AS SELECT s.id FROM s JOIN t USING (addr)| a join by the name of the column \"addr\"",
                "CREATE MATERIALIZED VIEW v AS SELECT s.id FROM s NATURAL JOIN t| a join by the name of the column \"addr\"",
                "CREATE MATERIALIZED VIEW v AS SELECT * FROM s JOIN t USING (id)| * for columns",
                "CREATE MATERIALIZED VIEW v AS SELECT DISTINCT addr FROM s| the row \"addr\" is not supported here",
                "CREATE MATERIALIZED VIEW v AS SELECT addr FROM s UNION ALL SELECT addr FROM t| the row",
                "CREATE MATERIALIZED VIEW v AS SELECT (x.a).n FROM (SELECT home AS a FROM t UNION SELECT addr FROM s) x| UNION of a row",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 FROM (SELECT home AS a FROM t UNION ALL SELECT true, 1 FROM s) x| UNION ALL of a row",
                "CREATE MATERIALIZED VIEW v AS SELECT addr, id FROM s ORDER BY 2 LIMIT 1| the place of a column after one of type ROW",
                "CREATE MATERIALIZED VIEW v AS SELECT x.n FROM (SELECT addr, count(*) AS n FROM s GROUP BY 1) x| the place of a column",
                "CREATE MATERIALIZED VIEW v AS SELECT CAST(id AS ROW(a INT)) FROM s| type ROW is one of columns",
                "CREATE MATERIALIZED VIEW v AS SELECT x.n FROM (SELECT id AS \"addr.\", id AS \"addr.n\" FROM s) x| the name \"addr.\"",
                "CREATE MATERIALIZED VIEW v AS SELECT \"addr.\" FROM s| the name \"addr.\"",
            })
    void whatIsNotSupportedIsRefused(String statement, String message) {
        assertThatThrownBy(() -> compile(SOURCES + statement + ";"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void conditionsLookAtFields() {
        Source source = source("CREATE STREAM s (id BIGINT, addr ROW(zip INT, geo ROW(lat DOUBLE PRECISION)),"
                + " CHECK ((addr).zip > 10), CHECK ((addr).geo.lat BETWEEN -90 AND 90 AND addr IS NOT NULL));");
        RowChecker checker = RowChecker.of(source);
        JsonRows rows = JsonRows.of(source.columns());
        assertThat(errors(checker, rows, "{\"addr\":{\"zip\":11,\"geo\":{\"lat\":1}}}"))
                .isEmpty();
        assertThat(errors(checker, rows, "{\"addr\":{\"zip\":10,\"geo\":{\"lat\":91}}}"))
                .hasSize(2);
        assertThat(errors(checker, rows, "{\"addr\":{\"zip\":11}}")).hasSize(1);
        assertThat(errors(checker, rows, "{}")).hasSize(1);
    }

    private static List<FieldError> errors(RowChecker checker, JsonRows rows, String json) {
        return checker.check(
                requireNonNull(rows.read(json.getBytes(StandardCharsets.UTF_8)).row()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(s.addr).geo.lat", "((addr).geo).lat", "s.addr.geo.lat", "addr.geo.lat", "(addr.geo).lat"})
    void aFieldHasSeveralNames(String written) {
        String query = "CREATE MATERIALIZED VIEW v AS SELECT %s FROM s;";
        assertThat(compile(SOURCES + query.formatted(written)).views().get(0).plan())
                .isEqualTo(compile(SOURCES + query.formatted("(addr).geo.lat"))
                        .views()
                        .get(0)
                        .plan());
    }

    @Test
    void aViewShowsTheTextOfARowAndItsReadersReadText() {
        Pipeline pipeline = compile(SOURCES
                + "CREATE MATERIALIZED VIEW v AS SELECT id, addr, (addr).geo FROM s;"
                + "CREATE MATERIALIZED VIEW w AS SELECT upper(addr) AS a FROM v;");
        assertThat(pipeline.views().get(0).columns().toString())
                .contains("addr", "geo")
                .doesNotContain("addr.");
    }
}
