package io.weirpool.common.testing;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Types and rows with many edge values: the same for the same seed. */
public final class RandomRows {
    private static final TypeKind[] KINDS = TypeKind.values();
    private static final String[] TEXTS = {
        "",
        "a",
        "ab",
        "b",
        "A",
        "é",
        "e\u0301",
        "\u0001",
        "\uE000",
        "\uFFFF",
        "😀",
        "\uD800\uDC00",
        "a😀",
        "a\uFFFD",
        "\"\\/\b\f\n\r\t\u001f",
        "</script>",
        "\u2028",
        "\u202E",
        "=cmd()",
        "__proto__",
        "a b",
        "ÿ",
        "\u007f",
        "\u0080"
    };
    private static final String[] JSON = {
        "null", "true", "0", "1.50", "\"x\"", "[]", "{}", "[1, null, \"😀\"]", "{\"a\": {\"b\": []}, \"aa\": -1}"
    };

    private final Random random;

    public RandomRows(long seed) {
        random = new Random(seed);
    }

    public RandomGenerator random() {
        return random;
    }

    public RowType type() {
        int size = 1 + random.nextInt(20);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            columns.add(Column.of("c" + i, sqlType(KINDS[random.nextInt(KINDS.length)])));
        }
        return new RowType(columns);
    }

    public SqlType sqlType(TypeKind kind) {
        SqlType plain = SqlType.of(kind).withNullable(random.nextBoolean());
        if (kind.scalar() == TypeKind.DECIMAL && random.nextBoolean()) {
            int precision = 1 + random.nextInt(38);
            return new SqlType(kind, precision, random.nextInt(precision + 1), plain.nullable());
        }
        return plain;
    }

    public Object[] row(RowType type) {
        return type.columns().stream().map(c -> value(c.type())).toArray();
    }

    public Object value(SqlType type) {
        if (type.nullable() && random.nextInt(5) == 0) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> pick(0, 1, -1, 32767, -32768, random.nextInt(100));
            case INTEGER -> pick(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt());
            case DATE -> pick(0, -1, 1, -719162, 2932896, random.nextInt(40_000));
            case BIGINT -> pick(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong(), 256L);
            case TIME -> pick(0L, 86_399_999_999L, 1L, random.nextLong(86_400_000_000L));
            case TIMESTAMP, TIMESTAMPTZ ->
                pick(0L, -1L, 1L, -62135596800000000L, 253402300799999999L, random.nextLong(2_000_000_000_000_000L));
            case REAL ->
                pick(
                        0f,
                        -0f,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.MIN_VALUE,
                        Float.MAX_VALUE,
                        -1.5f,
                        random.nextFloat(),
                        (float) random.nextInt(),
                        0.1f,
                        1e10f);
            case DOUBLE ->
                pick(
                        0d,
                        -0d,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        -Double.MAX_VALUE,
                        -1.5d,
                        random.nextGaussian(),
                        (double) random.nextInt(),
                        0.1,
                        1e22,
                        1e-7);
            case DECIMAL -> decimal(type);
            case VARCHAR -> text();
            case INTERVAL ->
                new Interval(
                        pick(0, 1, -1, random.nextInt(-40, 40), Integer.MAX_VALUE, Integer.MIN_VALUE),
                        pick(0, 30, -30, random.nextInt(-400, 400), Integer.MAX_VALUE, Integer.MIN_VALUE),
                        pick(
                                0L,
                                -1L,
                                Interval.MICROS_PER_DAY,
                                random.nextLong(-200_000_000_000L, 200_000_000_000L),
                                Long.MAX_VALUE,
                                Long.MIN_VALUE));
            case CHAR -> text().replaceAll(" +$", "");
            case UUID -> pick(new UUID(0, 0), new UUID(-1, -1), new UUID(random.nextLong(), random.nextLong()));
            case VARBINARY -> bytes();
            case JSON -> JSON[random.nextInt(JSON.length)];
            default -> array(type.element());
        };
    }

    private ArrayValue array(SqlType element) {
        Object[] elements = new Object[random.nextInt(4)];
        Arrays.setAll(elements, i -> value(element));
        return ArrayValue.wrap(elements);
    }

    private Object decimal(SqlType type) {
        if (type.precision() == SqlType.UNBOUNDED) {
            BigInteger unscaled = new BigInteger(random.nextInt(200), random);
            BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(150));
            return pick(
                    value,
                    new BigDecimal("1.0"),
                    new BigDecimal("1.00"),
                    BigDecimal.TEN,
                    new BigDecimal("-0.010"),
                    new BigDecimal("0.000"),
                    new BigDecimal(BigInteger.TEN.pow(200)),
                    BigDecimal.ONE.negate());
        }
        int digits = random.nextInt(type.precision() + 1);
        BigInteger unscaled = new BigInteger(130, random).mod(BigInteger.TEN.pow(digits));
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) pick(0, 255, 1, 254, random.nextInt(256));
        }
        return Bytes.wrap(bytes);
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
