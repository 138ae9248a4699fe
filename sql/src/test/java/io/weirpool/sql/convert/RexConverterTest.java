package io.weirpool.sql.convert;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user writes reaches the library, through Calcite's names and orders of operands. */
class RexConverterTest {
    private static final String SOURCE = "CREATE STREAM s (b BOOLEAN, i INTEGER, l BIGINT, d DECIMAL(10, 2), f DOUBLE,"
            + " t VARCHAR, c CHAR(3), da DATE, ts TIMESTAMP(6), j JSON, bin VARBINARY);\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i + l * 2 - 1",
                "d / 3",
                "i % 2",
                "-l",
                "mod(l, 7)",
                "abs(i)",
                "round(d, 1)",
                "round(f)",
                "ceil(d)",
                "floor(f)",
                "trunc(d)",
                "sign(d)",
                "pi()",
                "degrees(f)",
                "radians(f)",
                "upper(t)",
                "lower(t)",
                "initcap(t)",
                "length(t)",
                "char_length(t)",
                "substring(t from 2 for 3)",
                "substring(t, 2)",
                "substr(t, 2, 1)",
                "left(t, 2)",
                "right(t, 2)",
                "position('a' in t)",
                "strpos(t, 'a')",
                "trim(t)",
                "trim(both 'x' from t)",
                "ltrim(t)",
                "rtrim(t)",
                "lpad(t, 5)",
                "rpad(t, 5, 'x')",
                "replace(t, 'a', 'b')",
                "translate(t, 'ab', 'x')",
                "repeat(t, 2)",
                "reverse(t)",
                "t || 'x'",
                "concat(t, 'x')",
                "concat_ws('-', t, c)",
                "split_part(t, ',', 1)",
                "ascii(t)",
                "chr(65)",
                "md5(t)",
                "starts_with(t, 'a')",
                "to_hex(i)",
                "t LIKE 'a%'",
                "t NOT LIKE 'a%'",
                "t ILIKE 'a%'",
                "t ~ 'a+'",
                "t !~ 'a+'",
                "t ~* 'a+'",
                "regexp_replace(t, 'a+', 'b')",
                "regexp_like(t, 'a')",
                "extract(year from ts)",
                "extract(epoch from ts)",
                "extract(dow from da)",
                "date_part('hour', ts)",
                "date_trunc('hour', ts)",
                "date_trunc('month', da)",
                "ts + interval '1' hour",
                "ts - interval '1 day'",
                "da + interval '1' month",
                "to_char(ts, 'YYYY-MM-DD')",
                "j -> 'a'",
                "j ->> 'a'",
                "cast(t as integer)",
                "i::text",
                "t::date",
                "f::numeric(10, 2)",
                "coalesce(t, 'x')",
                "nullif(i, 0)",
                "greatest(i, 1)",
                "least(i, l)",
                "case when b then 'yes' else 'no' end",
                "i between 1 and 5",
                "t in ('a', 'b', 'c', 'd', 'e')",
                "i in (1, 2, 3, 4, 5)",
                "t is null",
                "b is true",
                "i is distinct from 1",
                "not b",
                "c = 'ab'",
                "ts > timestamp '2001-06-15 12:00:00.123456'",
                "da >= date '2001-06-15'",
                "encode(bin, 'hex')",
                "make_date(2001, 6, i)"
            })
    void isCompiled(String expression) {
        String view = "CREATE MATERIALIZED VIEW v AS SELECT l AS other, " + expression + " AS x FROM s;";
        assertThatCode(() -> PipelineCompiler.compile(List.of(new SourceFile("s.sql", SOURCE + view))))
                .doesNotThrowAnyException();
    }
}
