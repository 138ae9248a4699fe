package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values to try functions with: the awkward ones often, the others seeded. */
final class Samples {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "abc",
            "  padded  ",
            "ABC",
            "a,b,,c",
            "aXbXc",
            "ÄÖü",
            "straße",
            "日本語",
            "😀",
            "a😀b",
            "e\u0301",
            "%",
            "_",
            "100%",
            "a_b",
            "\\",
            "it's",
            "tab\there",
            "line\nbreak",
            "\uFFFD",
            "\uE000x",
            "Hello World",
            "foo bar-baz",
            "aaa",
            "aaaa",
            "k",
            "K",
            "\u212A",
            "\u017F",
            "true",
            "12",
            "-7",
            "xyz",
            "2001-06-15");
    /** For functions that read a text of their own kind. */
    private static final Map<String, List<String>> WRITTEN = Map.of(
            "unistr",
            List.of(
                    "",
                    "plain 😀",
                    "d\\0061t\\+000061",
                    "d\\u0061t\\U00000061",
                    "\\\\x",
                    "\\",
                    "\\00",
                    "\\0000",
                    "\\+110000",
                    "\\U0010FFFF",
                    "\\U80000000",
                    "\\d83d\\de00",
                    "\\D83D\\+00DE00x",
                    "\\d83dx",
                    "\\d83d",
                    "\\de00",
                    "\\d83d\\\\",
                    "\\zzzz"),
            "similar_to_escape",
            List.of(
                    "a%",
                    "_",
                    "#",
                    "\\",
                    "a#\"b#\"c",
                    "%#\"(a|b)+#\"_",
                    "[%_a-z]+",
                    "[#a]",
                    "\\d+\\",
                    "a.b^$",
                    "(x)*{2}",
                    "",
                    "a#%",
                    "[[:alpha:]]%"),
            "parse_ident",
            List.of(
                    "a",
                    "a.b.c",
                    " Foo . \"Bar\" ",
                    "\"a\"\"b\".c",
                    "\"\"",
                    "\"open",
                    "a.",
                    ".a",
                    "",
                    "  ",
                    "1a",
                    "_a1$.ÄÖü",
                    "日本.X",
                    "a b",
                    "a.b[1]",
                    "a..b",
                    "\"x\"y",
                    "a\t.\nb"));

    private static final List<String> NUMBER_TEXTS = List.of(
            "0",
            "-0",
            "1",
            " 12 ",
            "\t-7\n",
            "+5",
            "32767",
            "32768",
            "-32768",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1.5",
            "2.5",
            "-2.5",
            ".5",
            "5.",
            ".",
            "",
            "  ",
            "1e3",
            "1E-3",
            "1.50",
            "1.5e-3",
            "1e400",
            "-1e400",
            "1e-400",
            "1e",
            "e5",
            "0x1F",
            "0b101",
            "0o17",
            "0x",
            "1_000",
            "1__0",
            "_1",
            "1_",
            "NaN",
            "Infinity",
            "-inf",
            "inf",
            "nan",
            "12abc",
            "1 2",
            "--1",
            "3.4028235e38",
            "3.5e38",
            "1e-45",
            "1e-50",
            "4.9e-324",
            "2e-324",
            "1.7976931348623157e308",
            "1.8e308",
            "0.1",
            "123456789.123456789",
            "1e5",
            "00012",
            "१",
            "0e0",
            "0.000",
            "0x1_F",
            "0x_1F",
            "1e1_0",
            "1.5_5",
            "99999999999999999999.99");
    private static final List<String> BOOLEAN_TEXTS = List.of(
            "true", "TRUE", "t", "tr", "f", "false", "fals", "yes", "y", "no", "n", "on", "off", "of", "o", "1", "0",
            " true ", "2", "", "truex", "\tno\n", "01");
    private static final List<String> TIME_TEXTS = List.of(
            "2001-06-15",
            "2001-6-5",
            "2001-02-29",
            "2000-02-29",
            "2001-13-01",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "2001-06-15 12:34:56",
            "2001-06-15T12:34:56.789012",
            "2001-06-15 12:34",
            " 2001-06-15 1:02:03.5 ",
            "2001-06-15 24:00:00",
            "2001-06-15 24:00:01",
            "2001-06-15 23:59:60",
            "2001-06-15 23:60:00",
            "12:34:56",
            "12:34:56.123456",
            "1:2:3",
            "24:00:00",
            "25:00",
            "2001-06-15 12:34:56+02",
            "2001-06-15 12:34:56.5Z",
            "2001-06-15 12:34:56-05:30",
            "2001-06-15 12:34:56+0530",
            "2001-06-15 12:00+16",
            "",
            "abc",
            "2001-06-15x",
            "1970-01-01 00:00:00",
            "1969-12-31 23:59:59.999999",
            "2001-06-31");
    private static final List<String> FORMATTED_TIMES = List.of(
            "2001-06-15",
            "20010615",
            "2001",
            "15/06/2001",
            "2001-06-15 12:34:56",
            "2001-06-15 12:34:56.789012",
            "15 Jun 2001",
            "15 JUN 2001",
            "June 15, 2001",
            "2001-06-15 12:34 PM",
            "2001-06-15 12:34 am",
            "2001-06-15 13:34 am",
            "12:34:56.789 2001-06-15",
            "2001-6-5",
            "2001-13-01",
            "2001-02-29",
            "2001-06-15x",
            "12001-06-15",
            "",
            "abc",
            "2001/06/15",
            "0000-01-01",
            "2001-06-15 24:00:00",
            "2001-06-15 23:60:00",
            "01-06-15",
            "75-06-15",
            "010615",
            "15/06/1",
            "001-366",
            "2000366",
            "520-060",
            "Fri 15 Jun 01",
            "Friday, 15. June 2001",
            "Frid 15 Jun 01");
    private static final List<String> UUID_TEXTS = List.of(
            "123e4567-e89b-12d3-a456-426614174000",
            "123E4567-E89B-12D3-A456-426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567e89b12d3a456426614174000",
            "123e-4567-e89b-12d3-a456-4266-1417-4000",
            "123e4567-e89b-12d3-a456-42661417400",
            "123e4567-e89b-12d3-a456-4266141740000",
            "123e456-7e89b-12d3-a456-426614174000",
            "123e4567-e89b-12d3-a456-426614174000-",
            "{123e4567-e89b-12d3-a456-426614174000",
            " 123e4567-e89b-12d3-a456-426614174000",
            "g23e4567-e89b-12d3-a456-426614174000",
            "");
    private static final List<String> BYTES_TEXTS =
            List.of("", "abc", "\\x", "\\xdeadBEEF", "\\xde ad", "\\xd", "\\xzz", "é", "\\001", "\\\\", "\\X00");
    private static final List<String> JSON_TEXTS = List.of(
            "{}",
            " [1, 2.50 ,3] ",
            "{\"b\":1,\"a\":{\"c\":null},\"b\":2}",
            "1e3",
            "-0",
            "\"a\\u00e9\"",
            "true",
            "nul",
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "01",
            "'a'",
            "\"\\ud83d\\ude00\"");
    private static final List<String> INTERVAL_TEXTS = List.of(
            "1 day",
            "1 days",
            "-1 day",
            "1 day -2 hours",
            "1 year 2 mons 3 days 04:05:06.7",
            "1 year 2 months",
            "1-2",
            "-1-2",
            "1-13",
            "3 days ago",
            "1 month - 1 day",
            "- 2 days + 3:04",
            "1- 2",
            "1 day -",
            "@ 1 minute",
            "1.5 days",
            "1.5 months",
            "0.5 years",
            "1.25 years",
            "1.5 weeks",
            "2 weeks",
            "-1.5 months",
            "1 decade",
            "2 centuries",
            "1 millennium",
            "1",
            "1.5",
            "-1",
            "1 2:03",
            "2:03",
            "2:03:04",
            "-2:03:04.000001",
            "25:00",
            "100:00:00",
            "1:60",
            "1:2:3.4567891",
            "P1Y2M3DT4H5M6.7S",
            "P1D",
            "PT1H",
            "PT",
            "P",
            "P1DT",
            "P-1Y",
            "P1.5D",
            "P1W",
            "PT1.5S",
            "PT36H",
            "PT0S",
            "",
            " ",
            "abc",
            "1 day 1 day",
            "1 fortnight",
            "1 h 2 m 3 s",
            "1h2m3s",
            "1d",
            "5 ms",
            "5 us",
            "1 mon 1 month",
            "1 sec 5 msec",
            "3000000000 days",
            "200000000 years",
            "1 hour 1:00",
            "1 day 1",
            "1 2",
            "999999999999999 hours",
            " 1 day ",
            "1 Day",
            "1 DAYS 2 HOURS",
            "+1 day",
            "1 quarter",
            "04:05:06 1 day",
            ".5 hours",
            "1. day",
            "1 y",
            "1 w 1 d");
    private static final List<String> FORMATTED_NUMBERS = List.of(
            "1",
            "-1",
            "12",
            " 12.5 ",
            "12,454.8-",
            "-12,345.67",
            "+7",
            "1,234,567.89",
            "<12.3>",
            "$45,678.00",
            "0001",
            ".5",
            "-.5",
            "5.",
            "123456789",
            "1 2 3",
            "12a4",
            "",
            " ",
            "abc",
            "--5",
            "5-",
            "5 -",
            "1st",
            "22ND",
            "é12",
            "is 12 x",
            "99.999");
    private static final int MANY_DIGITS_EACH = 15;

    private static final List<String> DECIMALS = List.of(
            "0",
            "0.00",
            "1",
            "-1",
            "1.5",
            "-1.5",
            "2.5",
            "0.5",
            "-0.5",
            "0.05",
            "3",
            "7.000",
            "9999",
            "10000",
            "10001",
            "99999999",
            "0.0001",
            "0.00009999",
            "123456789012345678901234567890.123456789",
            "-9223372036854775808.5",
            "9223372036854775807.49",
            "2147483647.5",
            "32767.5",
            "1e30",
            "1e-30",
            "12.345",
            "100",
            "1234.5678",
            "-0.4999");
    private static final List<Double> DOUBLES = List.of(
            0d,
            -0d,
            1d,
            -1d,
            0.5,
            1.5,
            2.5,
            -2.5,
            0.1,
            1e15,
            1e14,
            123456789012345d,
            1e-4,
            1e-5,
            123456.789,
            1e6,
            1e300,
            -1e300,
            1e-300,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            2147483647.5,
            2147483648d,
            -2147483648.5,
            9.223372036854775e18,
            9.223372036854776e18,
            32767.5,
            1e23,
            9007199254740993d,
            2e-323,
            5e-324,
            3.4028235677973366e38,
            1e-46);
    private static final List<Float> FLOATS = List.of(
            0f,
            -0f,
            1f,
            0.1f,
            1.5f,
            2.5f,
            -2.5f,
            1e6f,
            123456f,
            1234567f,
            1e-5f,
            1e38f,
            Float.MAX_VALUE,
            Float.MIN_VALUE,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            2.1474836e9f,
            9.223372e18f,
            32767.5f,
            16777216f,
            8.5e9f);
    private static final List<String> JSONS = List.of(
            "{}",
            "[]",
            "null",
            "1",
            "\"text\"",
            "{\"a\": 1}",
            "{\"a\": null, \"b\": \"x\"}",
            "[1, 2.50, \"three\", null, [4]]",
            "{\"a\": {\"b\": [1, {\"c\": \"d\"}]}, \"k\": true}",
            "{\"\": 0, \"abc\": \"q\\\"uo\\\\te\\n\"}",
            "{\"a\": \"},:]\", \"b\": [[], {}]}",
            "[[1, 2], [3]]",
            "{\"日本語\": \"😀\"}",
            "{\"a\": \"\\u0001\"}");

    private final Random random;
    private final Map<TypeKind, List<Object>> pools = new EnumMap<>(TypeKind.class);

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /** A value for an operand; one in sixteen is NULL. */
    @Nullable Object value(Signature signature, int operand) {
        boolean wanted = signature.name().equals("array_fill") && operand == 1; // NULL is a failure there
        return !wanted && random.nextInt(16) == 0 ? null : some(signature, operand);
    }

    private Object some(Signature signature, int operand) {
        TypeKind kind = signature.operand(operand);
        if (signature.name().startsWith("string_to_array") && kind == TypeKind.VARCHAR && operand > 0) {
            return one(List.of("", ",", "a", "X", "b,", " ", "aXb"));
        }
        if (signature.name().equals("array_fill") && operand == 1) {
            return ArrayValue.of(random.nextInt(8) == 0 ? List.of() : List.of(random.nextInt(-1, 6)));
        }
        if (kind == TypeKind.VARCHAR && WRITTEN.containsKey(signature.name())) {
            return one(WRITTEN.get(signature.name()));
        }
        if (signature.operands().stream().anyMatch(TypeKind::isArray)) {
            boolean index = kind == TypeKind.INTEGER;
            return index ? random.nextInt(-2, 8) : kind.isArray() ? array(kind.element()) : few(kind);
        }
        boolean text = kind == TypeKind.VARCHAR || kind == TypeKind.CHAR;
        if (text && signature.name().startsWith("CAST_")) {
            String value = one(textsOf(signature.result()));
            return kind == TypeKind.CHAR ? Texts.withoutTrailingBlanks(value) : value;
        }
        if (signature.name().startsWith("jsonb_path_")) {
            return one(JsonPathSamples.VALUES);
        }
        if (signature.name().startsWith("is-json")) {
            return one(JSON_TEXTS);
        }
        if (signature.name().equals("make_interval") && kind == TypeKind.INTEGER) {
            return random.nextInt(20) == 0 ? integer() : random.nextInt(-100, 100);
        }
        boolean count = kind == TypeKind.INTEGER
                && List.of(
                                "round",
                                "trunc",
                                "split_part",
                                "left",
                                "right",
                                "substring",
                                "lpad",
                                "rpad",
                                "repeat",
                                "overlay",
                                "regexp_match[]",
                                "string_to_array[]",
                                "<<",
                                ">>",
                                "width_bucket",
                                "->",
                                "->>")
                        .contains(signature.name());
        if (kind == TypeKind.INTEGER && signature.name().matches("regexp_(count|replace|substr|instr)")) {
            return random.nextInt(-1, 5);
        }
        if (count) {
            // Repeating nothing two billion times keeps PostgreSQL busy for seconds.
            boolean extreme = random.nextInt(12) == 0 && !signature.name().equals("repeat");
            return extreme ? one(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)) : random.nextInt(-6, 12);
        }
        if (signature.name().equals("make_date")) {
            return random.nextInt(10) == 0
                    ? integer()
                    : operand == 0 ? random.nextInt(-100, 3_000) : random.nextInt(0, 33);
        }
        if (signature.name().equals("factorial")) {
            return (long) random.nextInt(-2, 60);
        }
        if (signature.name().equals("format") && operand == 0) {
            return one(List.of(
                    "",
                    "%s",
                    "%I",
                    "a %s b %s",
                    "%2$s %1$s",
                    "%L",
                    "%5s|%-5s|",
                    "%%",
                    "%1$s %s",
                    "%x",
                    "100%",
                    "%3$s"));
        }
        if (signature.name().equals("jsonb_extract_path") || signature.name().equals("jsonb_extract_path_text")) {
            return kind == TypeKind.JSON ? of(kind) : one(List.of("a", "b", "0", "1", "-1", "k", "c", " 1", "x"));
        }
        if (text && (signature.name().equals("to_date") || signature.name().equals("to_timestamp"))) {
            return one(FORMATTED_TIMES);
        }
        if (signature.name().startsWith("make_time")) {
            boolean year = operand == 0 && signature.operands().size() > 5;
            return kind == TypeKind.DOUBLE
                    ? random.nextInt(-5, 65_000) / 1_000d
                    : (Object) (year ? random.nextInt(-5, 3_000) : random.nextInt(0, 26));
        }
        if (signature.name().equals("to_timestamp")) {
            return random.nextInt(6) == 0 ? real() : random.nextInt() * random.nextDouble();
        }
        if (signature.name().equals("to_char") && kind == TypeKind.DOUBLE && random.nextBoolean()) {
            return random.nextInt(-2_000_000, 2_000_000) / 1_000d;
        }
        if (signature.name().equals("to_char") && kind != TypeKind.TIMESTAMP && random.nextInt(3) == 0) {
            return number(kind, random.nextInt(-12, 4_200));
        }
        if (signature.name().equals("to_number")) {
            return one(FORMATTED_NUMBERS);
        }
        if (signature.name().equals("decode")) {
            return one(List.of("", "00ff", "0F", "0", "zz", "aGk=", "aGk", "a Gk=", "00 ff", "AAAA", "!!!!"));
        }
        if (signature.name().equals("power") && kind == TypeKind.DECIMAL) {
            return base();
        }
        if (signature.name().equals("^") && kind == TypeKind.DECIMAL && hasFewDigits()) {
            return base();
        }
        if (signature.name().equals("exp") && kind == TypeKind.DECIMAL) {
            return hasFewDigits() ? smallDecimal() : smallDecimal().multiply(BigDecimal.valueOf(random.nextInt(1, 20)));
        }
        return of(kind);
    }

    private Object number(TypeKind kind, int value) {
        return switch (kind) {
            case INTEGER -> value;
            case BIGINT -> (long) value;
            case DECIMAL -> BigDecimal.valueOf(value, random.nextInt(5));
            case REAL -> value / 8f;
            default -> of(kind);
        };
    }

    /** Mostly: results of thousands of digits take PostgreSQL and us long. */
    private boolean hasFewDigits() {
        return random.nextInt(MANY_DIGITS_EACH) > 0;
    }

    private BigDecimal base() {
        return random.nextBoolean() ? new BigDecimal(random.nextInt(-20, 20)) : smallDecimal();
    }

    private BigDecimal smallDecimal() {
        return new BigDecimal(BigInteger.valueOf(random.nextInt(-99_999, 99_999)), random.nextInt(2, 7));
    }

    private static List<String> textsOf(TypeKind target) {
        return switch (target) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> NUMBER_TEXTS;
            case BOOLEAN -> BOOLEAN_TEXTS;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TIME_TEXTS;
            case INTERVAL -> INTERVAL_TEXTS;
            case UUID -> UUID_TEXTS;
            case VARBINARY -> BYTES_TEXTS;
            case JSON -> JSON_TEXTS;
            default -> TEXTS;
        };
    }

    Object of(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT ->
                random.nextInt(4) == 0
                        ? one(List.of(0, 1, -1, (int) Short.MIN_VALUE, (int) Short.MAX_VALUE))
                        : random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1) >> random.nextInt(16);
            case INTEGER -> integer();
            case BIGINT ->
                random.nextInt(4) == 0
                        ? one(List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, (1L << 53) + 1))
                        : random.nextLong() >> random.nextInt(64);
            case REAL -> random.nextInt(3) > 0 ? one(FLOATS) : Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> real();
            case DECIMAL -> decimal();
            case VARCHAR -> text();
            case CHAR -> Texts.withoutTrailingBlanks(text());
            case DATE -> day();
            case TIME -> random.nextLong(Calendar.MICROS_PER_DAY);
            case TIMESTAMP, TIMESTAMPTZ ->
                day() * Calendar.MICROS_PER_DAY + (random.nextBoolean() ? 0 : random.nextLong(Calendar.MICROS_PER_DAY));
            case INTERVAL -> interval();
            case UUID -> new UUID(random.nextInt(3) == 0 ? -1L : random.nextLong(), random.nextLong());
            case VARBINARY -> bytes();
            case JSON -> one(JSONS);
            default -> array(kind.element());
        };
    }

    /** Some NULLs, and mostly values that other arrays have, too. */
    private ArrayValue array(TypeKind element) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            elements.add(random.nextInt(8) == 0 ? null : few(element));
        }
        return ArrayValue.of(elements);
    }

    private Object few(TypeKind kind) {
        if (kind == TypeKind.INTEGER) {
            return random.nextInt(-2, 8);
        }
        List<Object> pool = pools.computeIfAbsent(
                kind,
                k -> java.util.stream.Stream.generate(() -> of(k)).limit(6).toList());
        return random.nextInt(5) == 0 ? of(kind) : one(pool);
    }

    private Interval interval() {
        int months = random.nextInt(3) == 0 ? 0 : random.nextInt(-40, 40);
        int days = random.nextInt(3) == 0 ? 0 : random.nextInt(-100, 100);
        long micros = random.nextInt(3) == 0
                ? one(List.of(0L, Interval.MICROS_PER_DAY, -1L, 1_500_000L))
                : random.nextLong(-200_000_000_000L, 200_000_000_000L);
        return random.nextInt(10) == 0
                ? one(List.of(
                        new Interval(Integer.MAX_VALUE, 0, 0),
                        new Interval(0, Integer.MIN_VALUE + 1, 0),
                        new Interval(0, 0, Long.MAX_VALUE),
                        new Interval(1, 0, 0),
                        new Interval(0, 30, 0)))
                : new Interval(months, days, micros);
    }

    private int integer() {
        return random.nextInt(4) == 0
                ? one(List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 65, 0xD800, 0x10FFFF, 0x110000))
                : random.nextInt() >> random.nextInt(32);
    }

    private double real() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(-1_000_000, 1_000_000) / 1_000d;
            default -> one(DOUBLES);
        };
    }

    private BigDecimal decimal() {
        if (random.nextInt(3) == 0) {
            BigDecimal value = new BigDecimal(one(DECIMALS));
            return value.scale() < 0 ? value.setScale(0) : value;
        }
        return new BigDecimal(new BigInteger(1 + random.nextInt(90), random), random.nextInt(20))
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }

    /** Mostly recent, some long ago or far ahead; not those PostgreSQL's timestamps reach and ours do not. */
    private int day() {
        return switch (random.nextInt(6)) {
            case 0 ->
                (int) LocalDate.of(one(List.of(1, 4, 100, 1582, 1900, 9999)), 1, 1)
                        .toEpochDay();
            case 1 -> (int) LocalDate.of(random.nextInt(-4_000, 20_000), 12, 31).toEpochDay();
            case 2 -> random.nextInt(-3, 3);
            default -> random.nextInt(-30_000, 40_000);
        };
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private String text() {
        if (random.nextInt(3) > 0) {
            return one(TEXTS);
        }
        return random.ints(random.nextInt(8), 0, 8)
                .mapToObj(i -> List.of("a", "b", "X", " ", "é", "日", "😀", ".").get(i))
                .collect(Collectors.joining());
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
