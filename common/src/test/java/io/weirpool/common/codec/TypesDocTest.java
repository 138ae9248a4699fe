package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.GeneratedDoc;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/types.md} are what the code writes. */
class TypesDocTest {
    /**
     * @param sql as declared
     * @param type the same, in code
     * @param json what is read
     * @param postgres the column's type
     * @param value an example
     */
    private record Row(String sql, SqlType type, String json, String postgres, Object value) {}

    @Test
    void pageHoldsTheTableOfTypes() throws IOException {
        StringBuilder page = new StringBuilder(
                "\n| type | JSON that is read | written to topics | in a key | in PostgreSQL | in memory |\n"
                        + "| --- | --- | --- | --- | --- | --- |\n");
        List<TypeKind> kinds = new ArrayList<>();
        Arrays.stream(TypeKind.values()).filter(kind -> !kind.isArray()).forEach(kinds::add);
        kinds.add(TypeKind.DECIMAL_ARRAY); // stands for all
        for (TypeKind kind : kinds) {
            Row row = row(kind);
            JsonRows json = JsonRows.of(RowType.of(Column.of("a", row.type())));
            Object[] values = {row.value()};
            String written = text(json.write(values)).replaceAll("^\\{\"a\":|}$", "");
            String key = text(json.writeKey(values, List.of(0))).replaceAll("^\\[|]$", "");
            page.append("| `%s` | %s | `%s` | `%s` | `%s` | `%s` |\n"
                    .formatted(
                            row.sql(),
                            row.json(),
                            written,
                            key,
                            row.postgres(),
                            kind.javaClass().getSimpleName()));
        }
        GeneratedDoc.assertHolds("types.md", page.append('\n').toString());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Row row(TypeKind kind) {
        SqlType type = SqlType.of(kind);
        return switch (kind) {
            case BOOLEAN -> new Row("BOOLEAN", type, "`true`, `false`", "boolean", true);
            case SMALLINT -> new Row("SMALLINT", type, "integer, -32768 to 32767", "smallint", 7);
            case INTEGER -> new Row("INTEGER", type, "integer, ± 2^31", "integer", 7);
            case BIGINT -> new Row("BIGINT", type, "integer, ± 2^63", "bigint", 9_007_199_254_740_993L);
            case REAL -> new Row("REAL", type, "number, `\"NaN\"`, `\"Infinity\"`, `\"-Infinity\"`", "real", 0.1f);
            case DOUBLE ->
                new Row("DOUBLE", type, "number, `\"NaN\"`, `\"Infinity\"`, `\"-Infinity\"`", "double precision", 1e21);
            case DECIMAL ->
                new Row(
                        "DECIMAL(10, 2)",
                        SqlType.decimal(10, 2),
                        "number, or string holding one",
                        "numeric(10, 2)",
                        new BigDecimal("1.50"));
            case VARCHAR ->
                new Row("VARCHAR, VARCHAR(n)", type, "string, at most n code points", "text, varchar(n)", "née");
            case CHAR -> new Row("CHAR(n)", type, "string, blanks at its end are not kept", "char(n)", "ab");
            case DATE -> new Row("DATE", type, "`\"YYYY-MM-DD\"`", "date", 11_488);
            case TIME -> new Row("TIME(p)", type, "`\"HH:MM[:SS[.f]]\"`", "time(p)", 47_100_250_000L);
            case TIMESTAMP ->
                new Row("TIMESTAMP(p)", type, "`\"YYYY-MM-DDTHH:MM[:SS[.f]]\"`", "timestamp(p)", 992_610_300_250_000L);
            case TIMESTAMPTZ ->
                new Row(
                        "TIMESTAMP(p) WITH TIME ZONE",
                        type,
                        "the same and `Z` or `±HH:MM`",
                        "timestamp(p) with time zone",
                        992_610_300_250_000L);
            case INTERVAL ->
                new Row(
                        "INTERVAL",
                        type,
                        "`\"P1DT2H30M\"`, `\"1 day 02:30:00\"`",
                        "interval",
                        new Interval(14, 3, 14_706_700_000L));
            case UUID ->
                new Row(
                        "UUID",
                        type,
                        "string, 8-4-4-4-12 hexadecimal digits",
                        "uuid",
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
            case VARBINARY -> new Row("VARBINARY", type, "string in base64", "bytea", Bytes.wrap(new byte[] {0, -1}));
            case JSON -> new Row("JSON", type, "any value", "jsonb", "{\"b\": 1, \"aa\": [1.50]}");
            default ->
                new Row(
                        "DECIMAL(10, 2)[]",
                        SqlType.decimal(10, 2).array(),
                        "array of such values and `null`",
                        "numeric(10, 2)[]",
                        ArrayValue.wrap(new Object[] {new BigDecimal("1.50"), null}));
        };
    }
}
