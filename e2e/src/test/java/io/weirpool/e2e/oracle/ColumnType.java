package io.weirpool.e2e.oracle;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Types of declared columns, each with few values, so that rows meet in joins and groups.
 *
 * <p>Floating numbers are multiples of 1/4 (or no numbers), as PostgreSQL rounds running sums; and there is no -0, as which
 * of two equal values stands for a group is arbitrary.
 */
enum ColumnType {
    BOOLEAN("BOOLEAN", Kind.BOOL),
    SMALLINT("SMALLINT", Kind.INT),
    INTEGER("INTEGER", Kind.INT),
    BIGINT("BIGINT", Kind.INT),
    REAL("REAL", Kind.FLOAT),
    DOUBLE("DOUBLE PRECISION", Kind.FLOAT),
    DECIMAL("DECIMAL(10, 2)", Kind.EXACT),
    NUMERIC("NUMERIC", Kind.EXACT),
    VARCHAR("VARCHAR", Kind.TEXT),
    VARCHAR_8("VARCHAR(8)", Kind.TEXT),
    CHAR_4("CHAR(4)", Kind.CHAR),
    DATE("DATE", Kind.DATE),
    TIME("TIME(6)", Kind.TIME),
    TIMESTAMP("TIMESTAMP(6)", Kind.TIMESTAMP),
    TIMESTAMPTZ("TIMESTAMP(6) WITH TIME ZONE", Kind.TIMESTAMPTZ),
    UUID("UUID", Kind.UUID),
    BYTEA("BYTEA", Kind.BYTES),
    JSONB("JSONB", Kind.JSON),
    INTERVAL("INTERVAL", Kind.INTERVAL),
    INTEGER_ARRAY("INTEGER[]", Kind.INTEGERS),
    TEXT_ARRAY("TEXT[]", Kind.TEXTS);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final LocalDateTime START = LocalDateTime.of(2024, 2, 28, 22, 0);
    private static final List<String> TEXTS = List.of("a", "b", "ab", "B", "é", "", "a b", "zz", "100%", "a_c");
    private static final int MINUTES_APART = 7;

    private final String sql;
    private final Kind kind;

    ColumnType(String sql, Kind kind) {
        this.sql = sql;
        this.kind = kind;
    }

    String sql() {
        return sql;
    }

    Kind kind() {
        return kind;
    }

    /** A value as Jackson writes it: what the product reads as this type. */
    Object value(Random random, boolean extremes) {
        boolean extreme = extremes && random.nextInt(8) == 0;
        return switch (this) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> extreme ? pick(random, Short.MIN_VALUE, Short.MAX_VALUE) : small(random);
            case INTEGER -> extreme ? pick(random, Integer.MIN_VALUE, Integer.MAX_VALUE) : small(random);
            case BIGINT -> extreme ? pick(random, Long.MIN_VALUE, Long.MAX_VALUE) : small(random);
            case REAL, DOUBLE -> extreme ? pick(random, "NaN", "Infinity", "-Infinity") : quarters(random);
            case DECIMAL -> extreme ? "99999999.99" : hundredths(random);
            case NUMERIC -> extreme ? "-98765432109876543210.25" : hundredths(random);
            case VARCHAR, VARCHAR_8 -> extreme ? "\uD83D\uDE00\u00df" : pick(random, TEXTS.toArray());
            case CHAR_4 -> pick(random, "a", "ab", "b", "", "abcd", "é");
            case DATE -> extreme ? pick(random, "0001-01-01", "9999-12-31") : date(random);
            case TIME ->
                extreme
                        ? "23:59:59.999999"
                        : LocalTime.of(random.nextInt(3), 15 * random.nextInt(4), 30)
                                .toString();
            case TIMESTAMP -> extreme ? "2024-02-29T00:00:00.000001" : time(random);
            case TIMESTAMPTZ -> extreme ? "1969-12-31T23:59:59.999999Z" : time(random) + pick(random, "Z", "+02:00");
            case UUID -> new UUID(random.nextInt(3), Long.MIN_VALUE + random.nextInt(3)).toString();
            case BYTEA -> Base64.getEncoder().encodeToString(bytes(random));
            case JSONB ->
                pick(
                        random,
                        Map.of("a", random.nextInt(3)),
                        Map.of("b", List.of(), "a", "x"),
                        List.of(1, "x"),
                        List.of(),
                        "text",
                        5,
                        new BigDecimal("5.0"),
                        true);
            // none of which are equal and print apart, as they are added to times
            case INTERVAL ->
                extreme ? "P-100Y" : pick(random, "P1M", "P2M", "P1D", "PT1H", "PT90M", "PT-1H", "P1Y", "PT0S");
            case INTEGER_ARRAY -> array(random, () -> extreme ? Integer.MIN_VALUE : random.nextInt(3));
            case TEXT_ARRAY -> array(random, () -> pick(random, "a", "b", "", "NULL", "\"{,}\\ "));
        };
    }

    private static List<Object> array(Random random, Supplier<Object> element) {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(random.nextInt(6) == 0 ? null : element.get());
        }
        return elements;
    }

    private static Object pick(Random random, Object... values) {
        return values[random.nextInt(values.length)];
    }

    private static Integer small(Random random) {
        return random.nextInt(12) - 3;
    }

    private static Double quarters(Random random) {
        return (random.nextInt(40) - 10) / 4.0;
    }

    private static String hundredths(Random random) {
        return BigDecimal.valueOf(random.nextInt(12) * 25L - 50, 2).toPlainString();
    }

    private static String date(Random random) {
        return LocalDate.of(2024, 2, 27).plusDays(random.nextInt(5)).toString();
    }

    private static String time(Random random) {
        return START.plusMinutes((long) MINUTES_APART * random.nextInt(40)).format(SECONDS);
    }

    private static byte[] bytes(Random random) {
        return random.nextInt(4) == 0
                ? new byte[] {(byte) 0xff, 0}
                : TEXTS.get(random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
    }
}
