package io.weirpool.processor.aggregate;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.Expression;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Rows with a column of each type; values repeat, are extreme, are NULL. */
final class ProofRows {
    /** Name, type as both write it. */
    static final List<String[]> COLUMNS = List.of(
            new String[] {"id", "INTEGER"},
            new String[] {"g", "INTEGER"},
            new String[] {"f", "BOOLEAN"},
            new String[] {"b", "BOOLEAN"},
            new String[] {"s", "SMALLINT"},
            new String[] {"i", "INTEGER"},
            new String[] {"l", "BIGINT"},
            new String[] {"d", "NUMERIC(10, 2)"},
            new String[] {"n", "NUMERIC"},
            new String[] {"r", "REAL"},
            new String[] {"x", "DOUBLE PRECISION"},
            new String[] {"y", "DOUBLE PRECISION"},
            new String[] {"z", "DOUBLE PRECISION"},
            new String[] {"t", "TEXT"},
            new String[] {"v", "VARCHAR(3)"},
            new String[] {"c", "CHAR(4)"},
            new String[] {"dt", "DATE"},
            new String[] {"tm", "TIME"},
            new String[] {"ts", "TIMESTAMP"},
            new String[] {"tz", "TIMESTAMPTZ"},
            new String[] {"u", "UUID"},
            new String[] {"y2", "BYTEA"},
            new String[] {"j", "JSONB"},
            new String[] {"ia", "INTEGER[]"},
            new String[] {"ta", "TEXT[]"});

    private static final List<String> TEXTS =
            List.of("", "a", "b", "ab", "B", "ä", "z\u00e9", "\ud83d\ude00", "\uffee", "q\"\\\n\t\u0001/", "a b");
    private static final List<String> JSON =
            List.of("null", "1", "\"x\"", "[1, 2]", "{\"a\": 1}", "{\"b\": [], \"aa\": null}", "true");
    private static final double[] SPECIAL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e30, -1e-30, 0.1, 1e15
    };

    private static final Map<TypeKind, RowFunction> TEXT_OF = new ConcurrentHashMap<>();

    private ProofRows() {}

    static Object[] row(int id, Random random) {
        Object[] row = {
            id,
            random.nextInt(8) == 0 ? null : random.nextInt(4),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextInt(6) == 0 ? Short.MIN_VALUE + random.nextInt(2) * 65535 : random.nextInt(9) - 4,
            random.nextInt(6) == 0 ? Integer.MIN_VALUE + random.nextInt(2) * -1 : random.nextInt(9) - 4,
            random.nextInt(6) == 0
                    ? (Object) (Long.MIN_VALUE + random.nextInt(2) * -1)
                    : (Object) (long) random.nextInt(5),
            BigDecimal.valueOf(random.nextInt(400) - 200, 2),
            number(random),
            random.nextInt(64) / 4f - 8,
            random.nextInt(64) / 4d - 8,
            random.nextInt(1000) / 8d - 60,
            random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(16) / 4d,
            pick(TEXTS, random),
            List.of("", "a", "abc", "é", "b").get(random.nextInt(5)),
            List.of("", "a", "ab", "abcd", "ä").get(random.nextInt(5)),
            random.nextInt(5) == 0 ? 10957 : random.nextInt(4) - 2,
            random.nextInt(5) * 12_345_678_900L,
            random.nextInt(5) * 987_654_321_000L - 2_000_000_000_000L,
            random.nextInt(5) * 86_400_000_500L,
            new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1),
            Bytes.wrap(new byte[] {(byte) random.nextInt(3), (byte) (random.nextInt(3) - 1)}),
            pick(JSON, random),
            array(random, () -> random.nextInt(3)),
            array(random, () -> pick(TEXTS, random))
        };
        for (int i = 2; i < row.length; i++) {
            row[i] = random.nextInt(5) == 0 ? null : row[i];
        }
        return row;
    }

    private static ArrayValue array(Random random, Supplier<Object> element) {
        Object[] elements = new Object[random.nextInt(3)];
        Arrays.setAll(elements, i -> random.nextInt(5) == 0 ? null : element.get());
        return ArrayValue.wrap(elements);
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static BigDecimal number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new BigDecimal("123456789012345678901234567890.123456789");
            case 1 -> new BigDecimal("-0.000000000000000000000000000001");
            case 2 -> BigDecimal.valueOf(random.nextInt(3) * 10, 1);
            case 3 -> BigDecimal.valueOf(random.nextInt(3) * 100, 2);
            default -> BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(5));
        };
    }

    /** As PostgreSQL reads and prints it. */
    static String text(SqlType type, Object value) {
        if (value == null || type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR) {
            return (String) value;
        }
        RowFunction function = TEXT_OF.computeIfAbsent(type.kind(), kind -> toText(type));
        return (String) function.apply(new Object[] {value})[0];
    }

    private static RowFunction toText(SqlType type) {
        Expression column = new Expression.Input(0, SqlType.of(type.kind()));
        return ExpressionCompiler.compile(
                Optional.empty(),
                List.of(new Expression.Call("CAST", List.of(column), SqlType.varchar(SqlType.UNBOUNDED))));
    }
}
