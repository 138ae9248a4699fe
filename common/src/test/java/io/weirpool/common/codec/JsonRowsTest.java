package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {
    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void readingAcceptsWhatWritingProduces(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        JsonRows json = JsonRows.of(type);
        for (int i = 0; i < 20; i++) {
            Object[] row = withoutJsonNull(random.row(type));
            JsonRows.Parsed parsed = json.read(json.write(row));
            assertThat(parsed.errors()).isEmpty();
            assertThat(parsed.row()).containsExactly(row);
        }
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void keysAreEqualExactlyWhenTheirValuesAre(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        JsonRows json = JsonRows.of(type).own();
        List<Integer> key = IntStream.range(0, type.size()).boxed().toList();
        KeyCodec values = KeyCodec.of(type, key);
        Object[] a = random.row(type);
        for (int i = 0; i < 20; i++) {
            Object[] b = random.row(type);
            assertThat(Arrays.equals(json.writeKey(a, key), json.writeKey(b, key)))
                    .isEqualTo(Arrays.equals(values.encode(a), values.encode(b)));
            Object[] back = json.readKey(json.writeKey(b, key), key).row();
            assertThat(back).isNotNull();
            assertThat(values.encode(back)).isEqualTo(values.encode(b));
        }
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void brokenBytesAreMistakesWithAPlaceAndNeverThrow(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        JsonRows json = JsonRows.of(type);
        byte[] document = json.write(random.row(type));
        for (int i = 0; i < 50; i++) {
            byte[] broken = document.clone();
            for (int n = random.random().nextInt(3); n >= 0; n--) {
                broken[random.random().nextInt(broken.length)] =
                        (byte) random.random().nextInt(256);
            }
            JsonRows.Parsed parsed =
                    json.read(Arrays.copyOf(broken, random.random().nextInt(broken.length + 1)));
            assertThat(parsed.row() == null).isEqualTo(!parsed.errors().isEmpty());
            assertThat(parsed.errors()).allSatisfy(e -> assertThat(e.line()).isPositive());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BOOLEAN | true | true",
                "SMALLINT | -32768 | -32768",
                "INTEGER | 2147483647 | 2147483647",
                "BIGINT | -9223372036854775808 | -9223372036854775808",
                "BIGINT | 9223372036854775807 | 9223372036854775807",
                "INTEGER | -0 | 0",
                "REAL | 0.1 | 0.1",
                "REAL | 1e10 | 10000000000",
                "DOUBLE | 1e21 | 1e+21",
                "DOUBLE | 123456789012345678901 | 123456789012345680000",
                "DOUBLE | 1.5e-7 | 1.5e-7",
                "DOUBLE | 0.000001 | 0.000001",
                "DOUBLE | 2.0e-3 | 0.002",
                "DOUBLE | 2e23 | 2e+23",
                "DOUBLE | -0 | -0",
                "DOUBLE | -0.0 | -0",
                "DOUBLE | 100 | 100",
                "DOUBLE | 12345678.9 | 12345678.9",
                "DOUBLE | `\"NaN\"` | `\"NaN\"`",
                "DOUBLE | `\"-Infinity\"` | `\"-Infinity\"`",
                "DECIMAL(10, 2) | 1.5 | `\"1.50\"`",
                "DECIMAL(10, 2) | `\"1.50\"` | `\"1.50\"`",
                "DECIMAL(10, 2) | 1.5000 | `\"1.50\"`",
                "DECIMAL(10, 2) | 15e-1 | `\"1.50\"`",
                "DECIMAL(10, 2) | 1e7 | `\"10000000.00\"`",
                "DECIMAL(10, 2) | -0 | `\"0.00\"`",
                "DECIMAL(3, 3) | 0.125 | `\"0.125\"`",
                "NUMERIC | 0.12345678901234567890 | `\"0.12345678901234567890\"`",
                "NUMERIC | 1e3 | `\"1000\"`",
                "VARCHAR | `\"\\u0041\\ud83d\\ude00é\"` | `\"A😀é\"`",
                "VARCHAR | `\"\\u001f\\n\\/\\\"\"` | `\"\\u001f\\n/\\\"\"`",
                "VARCHAR | `\"<script>\"` | `\"<script>\"`",
                "VARCHAR(2) | `\"😀😀\"` | `\"😀😀\"`",
                "CHAR(3) | `\"a  \"` | `\"a\"`",
                "CHAR(3) | `\"a       \"` | `\"a\"`",
                "DATE | `\"2000-02-29\"` | `\"2000-02-29\"`",
                "DATE | `\"0001-01-01\"` | `\"0001-01-01\"`",
                "DATE | `\"9999-12-31\"` | `\"9999-12-31\"`",
                "TIME | `\"23:59:59.999999\"` | `\"23:59:59.999999\"`",
                "TIME | `\"12:30\"` | `\"12:30:00\"`",
                "TIMESTAMP | `\"2001-06-15T13:05:00.250\"` | `\"2001-06-15T13:05:00.25\"`",
                "TIMESTAMP | `\"1969-12-31 23:59:59.999999\"` | `\"1969-12-31T23:59:59.999999\"`",
                "TIMESTAMP | `\"2001-06-15T13:05:00.123456000\"` | `\"2001-06-15T13:05:00.123456\"`",
                "TIMESTAMPTZ | `\"2001-06-15T13:05:00+02:00\"` | `\"2001-06-15T11:05:00Z\"`",
                "TIMESTAMPTZ | `\"2001-06-15T23:05:00-0530\"` | `\"2001-06-16T04:35:00Z\"`",
                "TIMESTAMPTZ | `\"2001-06-15T13:05Z\"` | `\"2001-06-15T13:05:00Z\"`",
                "UUID | `\"123E4567-e89b-12d3-a456-426614174000\"` | `\"123e4567-e89b-12d3-a456-426614174000\"`",
                "VARBINARY | `\"AP8=\"` | `\"AP8=\"`",
                "JSON | `{\"b\":1, \"aa\":[true,null], \"a\":1e2}` | `{\"a\": 100, \"b\": 1, \"aa\": [true, null]}`",
                "JSON | `{\"a\":1,\"a\":{\"é\":2,\"z\":1}}` | `{\"a\": {\"z\": 1, \"é\": 2}}`",
                "JSON | `\"\\u0041\\u007f\\u0001\"` | `\"A\u007f\\u0001\"`",
                "JSON | -0.0 | 0.0",
                "JSON | 1.50 | 1.50",
                "JSON | [] | []",
                "JSON | {} | {}",
                "INTEGER[] | [1, null,-3] | [1,null,-3]",
                "INTEGER[] | [] | []",
                "DECIMAL(10, 2)[] | [1.5, \"2\"] | [\"1.50\",\"2.00\"]",
                "VARCHAR[] | [\"é,}\", null] | [\"é,}\",null]",
                "TIMESTAMP[] | [\"2001-06-15 13:05\"] | [\"2001-06-15T13:05:00\"]",
                "JSON[] | [{\"b\":1}, [1,2], 3, null] | [{\"b\": 1},[1, 2],3,null]",
            })
    void valueHasOneForm(String type, String given, String written) {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type(type))));
        JsonRows.Parsed parsed = json.read(utf8("{\"a\":" + given + "}"));
        assertThat(parsed.errors()).isEmpty();
        assertThat(new String(json.write(parsed.row()), StandardCharsets.UTF_8)).isEqualTo("{\"a\":" + written + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BOOLEAN | 1 | ROW_INVALID | true or false is wanted, not the number",
                "BOOLEAN | `\"true\"` | ROW_INVALID | not the string",
                "INTEGER | 1.5 | ROW_INVALID | an integer",
                "INTEGER | 1.0 | ROW_INVALID | an integer",
                "INTEGER | `\"1\"` | ROW_INVALID | not the string `\"1\"`",
                "INTEGER | {\"x\":[1]} | ROW_INVALID | not an object",
                "INTEGER | [[1]] | ROW_INVALID | not an array",
                "INTEGER | true | ROW_INVALID | not true",
                "SMALLINT | 32768 | ROW_INVALID | out of range for SMALLINT",
                "SMALLINT | -32769 | ROW_INVALID | out of range for SMALLINT",
                "INTEGER | 2147483648 | ROW_INVALID | out of range for INTEGER",
                "BIGINT | 9223372036854775808 | ROW_INVALID | out of range for BIGINT",
                "BIGINT | -9223372036854775809 | ROW_INVALID | out of range for BIGINT",
                "BIGINT | 99999999999999999999999 | ROW_INVALID | out of range for BIGINT",
                "DOUBLE | 1e400 | ROW_INVALID | out of range for DOUBLE",
                "DOUBLE | 1e-400 | ROW_INVALID | out of range for DOUBLE",
                "REAL | 1e39 | ROW_INVALID | out of range for REAL",
                "DOUBLE | 1e999999999 | NUMBER_RANGE | exponents are",
                "DOUBLE | `\"1\"` | ROW_INVALID | a number",
                "DOUBLE | `\"nan\"` | ROW_INVALID | a number",
                "DECIMAL(10, 2) | 1e999999999 | NUMBER_RANGE | exponents are -1000 to 1000",
                "DECIMAL(10, 2) | 1e-99999999999999999999 | NUMBER_RANGE | exponents",
                "DECIMAL(10, 2) | `\"1e999999999\"` | NUMBER_RANGE | exponents",
                "DECIMAL(10, 2) | 0.001 | ROW_INVALID | more than the 2 digits after the point",
                "DECIMAL(10, 2) | 123456789 | ROW_INVALID | more than the 8 digits before the point",
                "DECIMAL(2, 2) | 1 | ROW_INVALID | more than the 0 digits before the point",
                "DECIMAL(10, 2) | `\" 1\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"-\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"01\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"1.\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"1e\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"NaN\"` | ROW_INVALID | a string holding one",
                "DECIMAL(10, 2) | `\"1\u0661\"` | ROW_INVALID | a string holding one",
                "VARCHAR | 1 | ROW_INVALID | a string is wanted",
                "VARCHAR | `\"\\ud800\"` | MALFORMED_JSON | half of a surrogate pair",
                "VARCHAR | `\"\\udc00\\ud800\"` | MALFORMED_JSON | half of a surrogate pair",
                "VARCHAR | `\"a\\u0000b\"` | NUL_CHARACTER | U+0000",
                "VARCHAR(2) | `\"abc\"` | ROW_INVALID | has 3 characters, VARCHAR(2) holds 2",
                "VARCHAR(2) | `\"ab \"` | ROW_INVALID | has 3 characters",
                "CHAR(2) | `\"abc\"` | ROW_INVALID | has 3 characters",
                "DATE | `\"2026-02-30\"` | ROW_INVALID | that month has no day 30",
                "DATE | `\"1900-02-29\"` | ROW_INVALID | that month has no day 29",
                "DATE | `\"2026-13-01\"` | ROW_INVALID | no month 13",
                "DATE | `\"294277-01-01\"` | ROW_INVALID | years 0001 to 9999",
                "DATE | `\"0000-01-01\"` | ROW_INVALID | years are 0001 to 9999",
                "DATE | `\"2026-1-1\"` | ROW_INVALID | YYYY-MM-DD",
                "DATE | `\"2026-01-01T00:00:00\"` | ROW_INVALID | a date has no time",
                "DATE | `\"\"` | ROW_INVALID | YYYY-MM-DD",
                "DATE | 20260101 | ROW_INVALID | a string in ISO 8601",
                "INTEGER[] | 1 | ROW_INVALID | an array is wanted, not the number",
                "INTEGER[] | {\"a\": 1} | ROW_INVALID | an array is wanted, not an object",
                "INTEGER[] | [1, 2, 1.5] | ROW_INVALID | element 3: an integer",
                "INTEGER[] | [[1]] | ROW_INVALID | element 1: an integer without quotes, point or exponent is wanted,"
                        + " not an array",
                "VARCHAR(2)[] | [{\"a\": [1]}] | ROW_INVALID | element 1: a string is wanted, not an object",
                "TIME | `\"25:00:00\"` | ROW_INVALID | hours are 00 to 23",
                "TIME | `\"24:00:00\"` | ROW_INVALID | hours are 00 to 23",
                "TIME | `\"12:60:00\"` | ROW_INVALID | minutes",
                "TIME | `\"23:59:60\"` | ROW_INVALID | leap seconds cannot be held",
                "TIME | `\"23:59:59Z\"` | ROW_INVALID | a TIME has no zone",
                "TIME | `\"23:59:59.\"` | ROW_INVALID | digits follow the point",
                "TIMESTAMP | `\"2026-01-01T00:00:00Z\"` | ROW_INVALID | a TIMESTAMP has no zone",
                "TIMESTAMP | `\"2026-01-01\"` | ROW_INVALID | a T and a time",
                "TIMESTAMP | `\"2026-01-01T00:00:00.1234567\"` | ROW_INVALID | holds 6 digits of a second",
                "TIMESTAMPTZ | `\"2026-01-01T00:00:00\"` | ROW_INVALID | a zone is needed",
                "TIMESTAMPTZ | `\"2026-01-01T00:00:60Z\"` | ROW_INVALID | leap seconds",
                "TIMESTAMPTZ | `\"2026-01-01T00:00:00+16:00\"` | ROW_INVALID | offsets are",
                "TIMESTAMPTZ | `\"0001-01-01T00:00:00+01:00\"` | ROW_INVALID | outside the years",
                "TIMESTAMPTZ | `\"9999-12-31T23:00:00-01:00\"` | ROW_INVALID | outside the years",
                "TIMESTAMPTZ | `\"294277-01-01T00:00:00Z\"` | ROW_INVALID | years 0001 to 9999",
                "UUID | `\"123e4567e89b12d3a456426614174000\"` | ROW_INVALID | a string such as",
                "UUID | `\"123e4567-e89b-12d3-a456-42661417400g\"` | ROW_INVALID | a string such as",
                "UUID | `\"1-1-1-1-1\"` | ROW_INVALID | a string such as",
                "VARBINARY | `\"*\"` | ROW_INVALID | base64",
                "VARBINARY | `\"zz\"` | ROW_INVALID | base64",
                "VARBINARY | `\"AP9=\"` | ROW_INVALID | base64",
                "JSON | 1e999999999 | NUMBER_RANGE | exponents",
                "JSON | `[{\"a\":\"\\u0000\"}]` | NUL_CHARACTER | U+0000",
                "JSON | `[{\"\\u0000\":1}]` | NUL_CHARACTER | U+0000",
                "JSON | `[\"\\ud800\", {\"x\": [2]}]` | MALFORMED_JSON | half of a surrogate pair",
            })
    void valueIsRefused(String type, String given, ErrorCode code, String detail) {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type(type)), Column.of("b", type("INTEGER"))));
        JsonRows.Parsed parsed = json.read(utf8("{\"a\":" + given + ",\n\"b\":false}"));
        assertThat(parsed.row()).isNull();
        assertThat(parsed.malformed()).isFalse();
        assertThat(parsed.errors()).hasSize(2);
        FieldError error = parsed.errors().get(0);
        assertThat(error.pointer()).isEqualTo("/a");
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.detail()).contains(detail.replace("`", ""));
        assertThat(error.line()).isEqualTo(1);
        assertThat(error.column()).isGreaterThanOrEqualTo(6);
        FieldError second = parsed.errors().get(1);
        assertThat(second.pointer()).isEqualTo("/b");
        assertThat(second.line()).isEqualTo(2);
        assertThat(second.column()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\":1` | MALFORMED_JSON | 1",
                "`{\"a\":1}{` | MALFORMED_JSON | 1",
                "`{\"a\":1} 2` | MALFORMED_JSON | 1",
                "`{\"a\":1}]` | MALFORMED_JSON | 1",
                "`{\n\"a\":1,}` | MALFORMED_JSON | 2",
                "`{'a':1}` | MALFORMED_JSON | 1",
                "`{a:1}` | MALFORMED_JSON | 1",
                "`{\n\n\"a\":/*x*/1}` | MALFORMED_JSON | 3",
                "`{\"a\":01}` | MALFORMED_JSON | 1",
                "`{\"a\":+1}` | MALFORMED_JSON | 1",
                "`{\"a\":.5}` | MALFORMED_JSON | 1",
                "`{\"a\":NaN}` | MALFORMED_JSON | 1",
                "`{\"a\":\"\\x\"}` | MALFORMED_JSON | 1",
                "`{\"a\":\"\t\"}` | MALFORMED_JSON | 1",
                "`{\"a\":tru}` | MALFORMED_JSON | 1",
                "`` | EMPTY_BODY | 1",
                "`  ` | EMPTY_BODY | 1",
                "`null` | ROW_INVALID | 1",
                "`3` | ROW_INVALID | 1",
                "`\"x\"` | ROW_INVALID | 1",
                "`[{\"a\":1}]` | ROW_INVALID | 1",
            })
    void documentIsRefused(String document, ErrorCode code, int line) {
        JsonRows.Parsed parsed =
                JsonRows.of(RowType.of(Column.of("a", type("INTEGER")))).read(utf8(document));
        assertThat(parsed.row()).isNull();
        assertThat(parsed.errors()).hasSize(1);
        assertThat(parsed.errors().get(0).code()).isEqualTo(code);
        assertThat(parsed.errors().get(0).line()).isEqualTo(line);
        assertThat(parsed.errors().get(0).column()).isPositive();
        assertThat(parsed.malformed()).isEqualTo(code == ErrorCode.MALFORMED_JSON);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirPlace() {
        int[][] sequences = {
            {0xC0, 0x80},
            {0xED, 0xA0, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xE0, 0x80, 0x80},
            {0x80},
            {0xC3},
            {0xFF},
            {0xF0, 0x80, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xE2, 0x82}
        };
        for (int[] sequence : sequences) {
            StringBuilder latin = new StringBuilder("{\n\"a\":\"");
            Arrays.stream(sequence).forEach(b -> latin.append((char) b));
            byte[] document = latin.append("\"}").toString().getBytes(StandardCharsets.ISO_8859_1);
            JsonRows.Parsed parsed =
                    JsonRows.of(RowType.of(Column.of("a", type("VARCHAR")))).read(document);
            assertThat(parsed.errors()).singleElement().satisfies(e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
                assertThat(e.line()).isEqualTo(2);
                assertThat(e.column()).isEqualTo(6);
            });
        }
    }

    @Test
    void zeroByteAndUtf16AreRefused() {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type("VARCHAR"))));
        assertThat(json.read(utf8("{\"a\":\"\u0000\"}")).errors())
                .singleElement()
                .extracting(FieldError::code)
                .isEqualTo(ErrorCode.NUL_CHARACTER);
        assertThat(json.read("{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE))
                        .row())
                .isNull();
        assertThat(json.read("{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16)).row())
                .isNull();
    }

    @Test
    void allMistakesAreReportedAtOnceWithNearestNames() {
        RowType type = RowType.of(
                Column.of("amount", type("INTEGER").notNull()),
                Column.of("name", type("VARCHAR").notNull()),
                Column.of("note", type("VARCHAR")));
        JsonRows.Parsed parsed = JsonRows.of(type)
                .read(utf8("{\"amout\":1,\n"
                        + " \"name\":null, \"note\":{\"a\":[]}, \"note\":\"x\", \"__proto__\":{},"
                        + " \"a/b~c\":1}"));
        assertThat(parsed.errors())
                .extracting(e -> e.pointer() + " " + e.line() + " " + e.code() + " " + e.detail())
                .containsExactly(
                        "/amout 1 ROW_INVALID there is no column \"amout\"; did you mean \"amount\"?",
                        "/name 2 ROW_INVALID null in a NOT NULL column",
                        "/note 2 ROW_INVALID a string is wanted, not an object",
                        "/note 2 DUPLICATE_KEY the field is there already",
                        "/__proto__ 2 ROW_INVALID there is no column \"__proto__\"",
                        "/a~1b~0c 2 ROW_INVALID there is no column \"a/b~c\"",
                        "/amount 2 ROW_INVALID missing; the column is NOT NULL");
    }

    @Test
    void numberOfAThousandAndOneDigitsIsRefusedWhereverItStands() {
        JsonRows json = JsonRows.of(RowType.of(
                Column.of("i", type("BIGINT")),
                Column.of("f", type("DOUBLE")),
                Column.of("d", type("DECIMAL(10, 2)")),
                Column.of("j", type("JSON"))));
        String digits = "1".repeat(1001);
        assertThat(json.read(utf8("{\"i\":%1$s,\"f\":%1$s,\"d\":%1$s,\"j\":[%1$s]}".formatted(digits)))
                        .errors())
                .extracting(FieldError::code)
                .containsOnly(ErrorCode.NUMBER_RANGE)
                .hasSize(4);
        assertThat(json.read(utf8("{\"d\":\"" + digits + "\"}")).errors())
                .extracting(FieldError::code)
                .containsExactly(ErrorCode.NUMBER_RANGE);
        assertThat(json.read(utf8("{\"j\":" + "1".repeat(1000) + "}")).errors()).isEmpty();
    }

    @Test
    void numbersWeWroteMayBeLonger() {
        JsonRows json = JsonRows.of(RowType.of(Column.of("n", type("NUMERIC"))));
        byte[] written = json.write(new Object[] {new BigDecimal("-0." + "7".repeat(5_000))});
        assertThat(json.read(written).errors()).extracting(FieldError::code).containsExactly(ErrorCode.NUMBER_RANGE);
        Object[] row = json.own().read(written).row();
        assertThat(row).containsExactly(new BigDecimal("-0." + "7".repeat(5_000)));
    }

    @Test
    void longNamesDeepNestingAndManyMistakesAreBounded() {
        JsonRows json = JsonRows.of(RowType.of(Column.of("j", type("JSON"))));
        JsonRows.Parsed longName = json.read(utf8("{\"" + "k".repeat(50_001) + "\":1}"));
        assertThat(longName.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.code().status()).isEqualTo(400));
        assertThat(longName.malformed()).isTrue();
        assertThat(json.read(utf8("{\"j\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                        .errors())
                .isEmpty();
        assertThat(json.read(utf8("{\"j\":" + "[".repeat(101) + "]".repeat(101) + "}"))
                        .errors())
                .singleElement()
                .satisfies(e -> assertThat(e.detail()).contains("deeper than 100"));
        assertThat(json.read(utf8("{\"j\":" + "[".repeat(100_000))).malformed()).isTrue();
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 1000; i++) {
            many.append("\"x").append(i).append("\":1,");
        }
        assertThat(json.read(utf8(many + "\"j\":1}")).errors()).hasSize(100);
    }

    @Test
    void errorNeverRepeatsMoreThan64Characters() {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type("INTEGER"))));
        for (String body : List.of("{\"a\":\"" + "x".repeat(9999) + "\"}", "{\"a\":" + "x".repeat(9999) + "}")) {
            assertThat(json.read(utf8(body)).errors())
                    .singleElement()
                    .satisfies(e -> assertThat(e.detail()).doesNotContain("x".repeat(66)));
        }
    }

    @Test
    void columnsNotWantedAreSkippedButUnknownOnesAreNot() {
        RowType type = RowType.of(
                Column.of("a", type("INTEGER").notNull()),
                Column.of("b", type("VARCHAR").notNull()),
                Column.of("c", type("INTEGER")));
        JsonRows some = JsonRows.of(type).only(List.of(2));
        assertThat(some.read(utf8("{\"c\":3,\"a\":{\"x\":[1,2]},\"b\":7}")).row())
                .containsExactly(null, null, 3);
        assertThat(some.read(utf8("{\"c\":3,\"x\":1}")).errors()).hasSize(1);
        assertThat(some.read(utf8("{\"c\":3,\"a\":1,\"a\":1}")).errors()).hasSize(1);
    }

    @Test
    void aLineOfALargerBodyIsReadWithItsPlaces() {
        byte[] body = utf8("{\"a\":1}\n{\"a\":2}\n{\"a\":x}\n{\"a\":true}");
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type("INTEGER"))));
        assertThat(json.read(body, 8, 15, 2, "/1").row()).containsExactly(2);
        assertThat(json.read(body, 16, 23, 3, "/2").errors()).singleElement().satisfies(e -> {
            assertThat(e.line()).isEqualTo(3);
            assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        });
        assertThat(json.read(body, 24, body.length, 4, "/3").errors())
                .containsExactly(new FieldError(
                        "/3/a",
                        4,
                        6,
                        ErrorCode.ROW_INVALID,
                        "an integer without quotes, point or exponent is wanted, not true"));
    }

    @Test
    void countOfABagsRowStandsUnderItsOwnName() {
        JsonRows json = JsonRows.withCount(RowType.of(Column.of("a", type("VARCHAR"))));
        byte[] written = json.write(new Object[] {"x", 3L});
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"x\",\"#\":3}");
        assertThat(json.read(written).row()).containsExactly("x", 3L);
        assertThat(JsonRows.of(RowType.of(Column.of("a", type("VARCHAR"))))
                        .read(written)
                        .errors())
                .hasSize(1);
    }

    @Test
    void jsonsNullIsAValueInRowsOfOurOwn() {
        JsonRows json = JsonRows.of(RowType.of(
                        Column.of("a", type("JSON")), Column.of("b", type("JSON")), Column.of("c", type("INTEGER"))))
                .own();
        for (Object[] row : new Object[][] {{"null", null, 1}, {null, "null", null}, {null, null, null}}) {
            assertThat(json.read(json.write(row)).row()).containsExactly(row);
        }
        assertThat(new String(json.write(new Object[] {null, "null", null}), StandardCharsets.UTF_8))
                .isEqualTo("{\"b\":null,\"c\":null}");
    }

    @Test
    void jsonsNullIsAnElementOtherThanNull() {
        RowType type = RowType.of(Column.of("a", type("JSON[]")));
        JsonRows json = JsonRows.of(type).own();
        ArrayValue mixed = ArrayValue.of(Arrays.asList("null", null, "{\"a\": \"b\\\"c\"}", "[1, null]"));
        Object[] row = {mixed};
        assertThat(json.read(json.write(row)).row()).containsExactly(mixed);
        assertThat(json.readKey(json.writeKey(row, List.of(0)), List.of(0)).row())
                .containsExactly(mixed);
        Object[] plain = {ArrayValue.of(Arrays.asList("1", null))};
        assertThat(new String(json.write(plain), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1,null]}");
        assertThat(JsonRows.of(type).read(json.write(row)).errors()).hasSize(1); // what we write is no command
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"\": null}",
                "{\"\": 1, \"a\": [1]}",
                "{\"\": {\"\": null}}",
                "\"null\"",
                "[null]"
            })
    void jsonInAKeyIsReadAsItWas(String value) {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type("JSON")))).own();
        byte[] key = json.writeKey(new Object[] {value}, List.of(0));
        assertThat(json.readKey(key, List.of(0)).row()).containsExactly(value);
        assertThat(key).isNotEqualTo(json.writeKey(new Object[] {null}, List.of(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        5                   | 5.00
        {"a": [1.0, null]}  | {"a": [1, null]}
        """)
    void equalJsonIsOneKey(String one, String other) {
        JsonRows json = JsonRows.of(RowType.of(Column.of("a", type("JSON"))));
        assertThat(json.writeKey(new Object[] {one}, List.of(0)))
                .isEqualTo(json.writeKey(new Object[] {other}, List.of(0)));
    }

    @Test
    void keyIsCanonical() {
        RowType type = RowType.of(
                Column.of("d", type("DECIMAL(10, 2)")),
                Column.of("f", type("DOUBLE")),
                Column.of("t", type("TIMESTAMPTZ")),
                Column.of("s", type("VARCHAR")),
                Column.of("n", type("NUMERIC")),
                Column.of("b", type("VARBINARY")),
                Column.of("a", type("NUMERIC[]")));
        long micros = LocalDateTime.of(2001, 6, 15, 1, 2, 3).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 500_000;
        Object[] row = {
            new BigDecimal("100.50"),
            -0.0,
            micros,
            "é\"",
            new BigDecimal("1E+2"),
            Bytes.wrap(new byte[] {1}),
            ArrayValue.wrap(new Object[] {new BigDecimal("1.50"), null})
        };
        byte[] key = JsonRows.of(type).writeKey(row, List.of(3, 0, 1, 2, 4, 5, 6));
        assertThat(new String(key, StandardCharsets.UTF_8))
                .isEqualTo("[\"é\\\"\",100.5,0,\"2001-06-15T01:02:03.5Z\",100,\"AQ==\",[1.5,null]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[1]` | the key has 2 columns, not 1",
                "`[1,\"a\",{}]` | the key has 2 columns, not 3",
                "`{}` | an array with the key's columns is wanted, not an object",
                "`[1.5,\"a\"]` | an integer",
                "`[null,\"a\"]` | null in a NOT NULL column",
                "`[1,\"a\"] x` | Unrecognized token",
                "`[1,\"a\"` | Unexpected end",
            })
    void keyIsRefused(String key, String detail) {
        RowType type = RowType.of(
                Column.of("a", type("INTEGER").notNull()),
                Column.of("b", type("VARCHAR").notNull()));
        JsonRows.Parsed parsed = JsonRows.of(type).readKey(utf8(key), List.of(0, 1));
        assertThat(parsed.row()).isNull();
        assertThat(parsed.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.detail()).contains(detail));
    }

    private static Object[] withoutJsonNull(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = "null".equals(row[i])
                    ? "[]"
                    : row[i] instanceof ArrayValue array
                            ? ArrayValue.wrap(withoutJsonNull(array.elements().toArray()))
                            : row[i];
        }
        return row;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static SqlType type(String text) {
        if (text.endsWith("[]")) {
            return type(text.substring(0, text.length() - 2)).array();
        }
        String[] parts = text.split("[(), ]+");
        if (text.equals("NUMERIC")) {
            return SqlType.of(TypeKind.DECIMAL);
        }
        SqlType plain = SqlType.of(TypeKind.valueOf(parts[0]));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            numbers.add(Integer.parseInt(parts[i]));
        }
        return numbers.isEmpty()
                ? plain
                : new SqlType(plain.kind(), numbers.get(0), numbers.size() > 1 ? numbers.get(1) : 0, true);
    }
}
