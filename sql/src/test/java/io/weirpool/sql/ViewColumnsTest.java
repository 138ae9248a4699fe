package io.weirpool.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.plan.Placement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewColumnsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT count(*), sum(qty), sum(qty + 1) FROM bid              | count sum sum0
        SELECT qty + 1, qty, -qty FROM bid                            | column1 qty column3
        SELECT qty, qty, qty AS qty0 FROM bid                         | qty qty1 qty0
        SELECT rank() OVER (ORDER BY qty), lag(qty) OVER (ORDER BY at) FROM bid | rank lag
        SELECT (SELECT max(qty) FROM bid), EXISTS (SELECT 1 FROM bid), 1 FROM bid | max exists column3
        SELECT CASE WHEN qty > 1 THEN 1 END, CASE WHEN qty > 1 THEN 1 ELSE qty END FROM bid | case qty
        SELECT string_agg(note, ',' ORDER BY at) FROM bid             | string_agg
        SELECT qty::text, '1'::int, -qty FROM bid                     | qty int4 column3
        SELECT (qty > 1)::int4, true, date '2001-01-01', 1e3, '{}'::text[] FROM bid | int4 bool date column4 text
        SELECT interval '1 day', CASE WHEN qty > 1 THEN 1 END::real, NULL::jsonb FROM bid | interval float4 jsonb
        SELECT substr(note, 1), char_length(note), float8(qty), trim(note) FROM bid | substr char_length float8 btrim
        SELECT (regexp_match(note, 'a'))[1], ARRAY[qty], (ARRAY[qty])[1:2], 5.::text FROM bid | regexp_match array array0 text
        SELECT translate(note, 'a', 'b'), ('{5}'::int[])[1], (at, at) OVERLAPS (at, at) FROM bid | translate int4 overlaps
        SELECT (SELECT qty FROM bid ORDER BY at LIMIT 1), (SELECT note FROM bid UNION SELECT 'a' LIMIT 1) FROM bid | qty note
        SELECT (WITH w AS (SELECT at AS t FROM bid) SELECT t FROM w LIMIT 1), (VALUES (1)) FROM bid | t column1
        VALUES (1, 'a'), (2, 'b')                                     | column1 column2
        """)
    void columnsThatNobodyNamedHaveNamesAllTheSame(String query, String names) {
        assertThat(Compiled.view(query).columns().columns().stream()
                        .map(column -> column.name().value())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(names);
    }

    @Test
    void viewThatReadsNothingReadsStreamOfItsOwn() {
        Pipeline pipeline = Compiled.pipeline("CREATE MATERIALIZED VIEW v AS SELECT 1 AS x;");
        List<String> sources =
                pipeline.sources().stream().map(source -> source.name().value()).toList();
        assertThat(sources).containsExactly("weirpool_nothing");
        assertThat(pipeline.sources()).extracting(Source::partitions).containsExactly(1);
        assertThat(Placement.sources(pipeline.views().get(0).plan()))
                .extracting(Object::toString)
                .containsExactly("weirpool_nothing");
    }

    @Test
    void viewThatReadsSourceHasNoOther() {
        Pipeline pipeline = Compiled.pipeline(
                "CREATE STREAM s (x INT);" + "CREATE MATERIALIZED VIEW v AS SELECT x FROM s UNION ALL VALUES (1);");
        assertThat(pipeline.sources()).extracting(Object::toString).hasSize(1);
    }
}
