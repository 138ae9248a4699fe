package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.parse.DefinitionException;
import io.weirpool.sql.translate.CheckConditions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
    private static Source source(String sql) {
        return Compiled.pipeline(sql).sources().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOLEAN                     | BOOLEAN
            bool                        | BOOLEAN
            SMALLINT                    | SMALLINT
            int2                        | SMALLINT
            INT                         | INTEGER
            int4                        | INTEGER
            BIGINT                      | BIGINT
            int8                        | BIGINT
            REAL                        | REAL
            float4                      | REAL
            DOUBLE                      | DOUBLE
            DOUBLE PRECISION            | DOUBLE
            FLOAT                       | DOUBLE
            float8                      | DOUBLE
            NUMERIC                     | NUMERIC
            DECIMAL(10)                 | DECIMAL(10, 0)
            NUMERIC(10, 2)              | DECIMAL(10, 2)
            DECIMAL(38, 38)             | DECIMAL(38, 38)
            VARCHAR                     | VARCHAR
            TEXT                        | VARCHAR
            VARCHAR(3)                  | VARCHAR(3)
            CHARACTER VARYING(3)        | VARCHAR(3)
            CHAR                        | CHAR(1)
            CHAR(3)                     | CHAR(3)
            DATE                        | DATE
            TIME                        | TIME(6)
            TIME(0)                     | TIME(0)
            TIMESTAMP                   | TIMESTAMP(6)
            TIMESTAMP(3)                | TIMESTAMP(3)
            TIMESTAMP WITHOUT TIME ZONE | TIMESTAMP(6)
            TIMESTAMP WITH TIME ZONE    | TIMESTAMP(6) WITH TIME ZONE
            TIMESTAMP(3) WITH TIME ZONE | TIMESTAMP(3) WITH TIME ZONE
            timestamptz                 | TIMESTAMP(6) WITH TIME ZONE
            UUID                        | UUID
            VARBINARY                   | VARBINARY
            bytea                       | VARBINARY
            JSON                        | JSON
            jsonb                       | JSON
            STRING                      | VARCHAR
            TINYINT                     | SMALLINT
            BYTES                       | VARBINARY
            TIMESTAMP_LTZ               | TIMESTAMP(6) WITH TIME ZONE
            TIMESTAMP_LTZ(3)            | TIMESTAMP(3) WITH TIME ZONE
            ARRAY<INT>                  | INTEGER[]
            array<string>               | VARCHAR[]
            """)
    void typesHaveTheNamesOfTheStandardOfPostgresAndOfOtherStreams(String written, String type) {
        assertThat(source("CREATE STREAM s (a " + written + ")")
                        .columns()
                        .type(0)
                        .toString())
                .isEqualTo(type);
    }

    @Test
    void keyColumnsAreNotNullAndInTheOrderOfTheKey() {
        Source table = source("CREATE TABLE t (a INT, b TEXT, c INT, PRIMARY KEY (c, a))");
        assertThat(table.key()).containsExactly(2, 0);
        assertThat(table.columns().columns())
                .extracting(c -> c.type().nullable())
                .containsExactly(false, true, false);
    }

    @Test
    void keyCanStandBehindItsColumn() {
        assertThat(source("CREATE TABLE t (a INT, b TEXT PRIMARY KEY)").key()).containsExactly(1);
    }

    @Test
    void wordsThatSayNothingMoreAreTaken() {
        assertThat(source("CREATE TABLE IF NOT EXISTS t (a INT DEFAULT NULL, b INT, PRIMARY KEY (b) NOT ENFORCED)"))
                .isEqualTo(source("CREATE TABLE t (a INT, b INT, PRIMARY KEY (b))"));
        assertThat(source("CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED NOT NULL)"))
                .isEqualTo(source("CREATE TABLE t (a INT PRIMARY KEY NOT NULL)"));
        assertThat(Compiled.pipeline("CREATE STREAM s (a INT); CREATE OR REPLACE VIEW v AS SELECT a FROM s;"
                                + " CREATE MATERIALIZED VIEW IF NOT EXISTS w AS SELECT a FROM v")
                        .views())
                .hasSize(1);
    }

    @Test
    void logsHaveFourPartitionsUnlessDeclared() {
        assertThat(source("CREATE STREAM s (a INT)").partitions()).isEqualTo(4);
        Source seven = source("CREATE STREAM s (a INT) WITH ('partitions' = '7')");
        assertThat(seven.partitions()).isEqualTo(7);
        assertThat(seven.options()).isEqualTo(Map.of("partitions", "7"));
    }

    @Test
    void checksAreKeptAsWritten() {
        Source source = source(
                "CREATE STREAM s (a INT CHECK (a > 0), b TEXT CHECK (b IN ('x', -- first\n 'y)')), CHECK ( a < 10 ))");
        assertThat(source.checks()).hasSize(3).element(2).isEqualTo("a < 10");
        assertThat(source.checks().get(1)).startsWith("b IN ('x',").endsWith("'y)')");
    }

    @Test
    void checkOutOfTheCatalogIsAnExpressionOverItsColumns() {
        Source source = source("CREATE STREAM s (a INT, b INT, CHECK (b > a))");
        assertThat(CheckConditions.of(source))
                .singleElement()
                .satisfies(e -> assertThat(e.toString()).isEqualTo(">($1, $0)"))
                .satisfies(e -> assertThat(e.type()).isEqualTo(SqlType.of(TypeKind.BOOLEAN)));
    }

    @Test
    void wordsThatPostgresDoesNotReserveAreNamesOfColumns() {
        Source source = source("CREATE STREAM s (at INT, count INT, date DATE, hour INT, key TEXT, max INT, min INT,"
                + " month INT, name TEXT, position INT, rank INT, state TEXT, sum INT, time TIME, timestamp TIMESTAMP,"
                + " type TEXT, value TEXT, year INT)");
        assertThat(source.columns().size()).isEqualTo(18);
    }

    @Test
    void filesCanNameWhatLaterFilesDeclare() {
        Pipeline pipeline = PipelineCompiler.compile(List.of(
                new SourceFile("a.sql", "CREATE MATERIALIZED VIEW v AS SELECT a FROM s"),
                new SourceFile("b.sql", "CREATE STREAM s (a INT)")));
        assertThat(pipeline.views())
                .singleElement()
                .satisfies(v -> assertThat(v.sql()).isEqualTo("SELECT a FROM s"));
    }

    @Test
    void placeOfAMistakeIsThatOfItsFile() {
        List<SourceFile> files = List.of(
                new SourceFile("a.sql", "CREATE STREAM s (a INT);"),
                new SourceFile(
                        "dir/b.sql",
                        "-- a comment; with a semicolon\n/* a; /* b; */ */ CREATE STREAM t (b INT);\r\n\tCREATE STREAM u (c TXT)"));
        Assertions.assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> PipelineCompiler.compile(files))
                .satisfies(e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error).hasToString("""
                        dir/b.sql:3:21: type "txt" is not known
                          3 |  CREATE STREAM u (c TXT)
                            |                     ^
                          Did you mean text? Use BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR, TEXT, CHAR, DATE, TIME, TIMESTAMP, TIMESTAMP WITH TIME ZONE, INTERVAL, UUID, VARBINARY, JSON or an array of one of them.""")));
    }
}
