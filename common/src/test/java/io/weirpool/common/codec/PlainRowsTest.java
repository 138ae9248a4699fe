package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The quick reader says what the strict one says, or nothing. */
class PlainRowsTest {
    private static final RowType TYPE = new RowType(List.of(
            column("id", SqlType.of(TypeKind.BIGINT).notNull()),
            column("small", SqlType.of(TypeKind.SMALLINT)),
            column("name", SqlType.of(TypeKind.VARCHAR)),
            column("at", SqlType.of(TypeKind.TIMESTAMP)),
            column("price", SqlType.decimal(10, 2)),
            column("weight", SqlType.of(TypeKind.DOUBLE)),
            column("open", SqlType.of(TypeKind.BOOLEAN))));

    private static final JsonRows ROWS = JsonRows.of(TYPE);

    private static final String WHOLE =
            "{\"id\":17,\"small\":-3,\"name\":\"Zürich\",\"at\":\"2024-02-29T23:59:59.125\",\"price\":\"12.50\",\"weight\":-0.25,\"open\":true}";

    private static Column column(String name, SqlType type) {
        return Column.of(name, type);
    }

    @Test
    void readsTheFormThatRowsHave() {
        assertThat(plain(WHOLE)).isEqualTo(strict(WHOLE).row());
    }

    @Test
    void readsFieldsInAnyOrderAndLeavesOutWhatIsNull() {
        String row = " { \"open\" : null , \"id\" : -9 }\n";
        assertThat(plain(row)).isNotNull().isEqualTo(strict(row).row());
    }

    @Test
    void leavesTextWhereItIsEnough() {
        RowType type = new RowType(List.of(
                column("average", SqlType.of(TypeKind.DECIMAL)),
                column("price", SqlType.decimal(10, 2)),
                column("at", SqlType.of(TypeKind.TIMESTAMP)),
                column("zoned", SqlType.of(TypeKind.TIMESTAMPTZ)),
                column("day", SqlType.of(TypeKind.DATE))));
        String row = "{\"average\":\"-7230.1234567890123456\",\"price\":\"1.50\",\"at\":\"2024-02-29T23:59:59.125\","
                + "\"zoned\":\"2024-02-29T23:59:59Z\",\"day\":\"2024-02-29\"}";
        JsonRows rows = JsonRows.of(type).own().texts();
        assertThat(rows.read(row.getBytes(UTF_8)).row())
                .containsExactly(
                        "-7230.1234567890123456",
                        new BigDecimal("1.50"),
                        "2024-02-29T23:59:59.125",
                        "2024-02-29T23:59:59Z",
                        19_782);
        for (String wrong : List.of("\"1.\"", "\"x\"", "\"--1\"", "\"\"")) {
            assertThat(rows.read(("{\"average\":" + wrong + "}").getBytes(UTF_8))
                            .row())
                    .as(wrong)
                    .isNull();
        }
        assertThat(rows.read("{\"at\":\"2023-02-29T00:00:00\"}".getBytes(UTF_8)).row())
                .isNull();
    }

    @Test
    void leavesWhatMayBeWrongToTheStrictReader() {
        for (String row : List.of(
                "{}",
                "{\"id\":null}",
                "{\"id\":01}",
                "{\"id\":-0}",
                "{\"id\":1.0}",
                "{\"id\":1e2}",
                "{\"id\":9223372036854775807}",
                "{\"id\":1,\"id\":2}",
                "{\"id\":1,\"other\":2}",
                "{\"id\":1,\"small\":40000}",
                "{\"id\":1,\"name\":\"a\\u0041\"}",
                "{\"id\":1,\"name\":\"a\u0001\"}",
                "{\"id\":1,\"name\":7}",
                "{\"id\":1,\"price\":1.005}",
                "{\"id\":1,\"at\":\"2023-02-29T00:00:00\"}",
                "{\"id\":1,}",
                "{\"id\":1} {",
                "{\"id\":1",
                "[1]",
                "")) {
            assertThat(plain(row)).as(row).isNull();
        }
    }

    @Test
    void bytesThatAreNoUtf8AreLeftToTheStrictReader() {
        byte[] row = "{\"id\":1,\"name\":\"x\"}".getBytes(UTF_8);
        row[row.length - 3] = (byte) 0xC3;
        assertThat(PlainRows.read(JsonFields.of(TYPE, false), row, 0, row.length))
                .isNull();
    }

    @Test
    void neverDisagreesWithTheStrictReaderOnBrokenRows() {
        Random random = new Random(4);
        byte[] whole = WHOLE.getBytes(UTF_8);
        String letters = "{}[]\",:.-+eE0123456789 tfn\\u\u0000";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            @Nullable Object[] plain = PlainRows.read(JsonFields.of(TYPE, false), broken, 0, broken.length);
            JsonRows.Parsed strict = ROWS.readStrictly(broken, 0, broken.length, 1, "");
            if (plain != null) {
                read++;
                assertThat(strict.errors()).as(new String(broken, UTF_8)).isEmpty();
                assertThat(plain).as(new String(broken, UTF_8)).isEqualTo(strict.row());
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @Test
    void quickTimestampsAreThoseOfTheStrictReaderOrNone() {
        Random random = new Random(6);
        List<String> texts = List.of(
                "2024-02-29T23:59:59.125",
                "2023-02-29 00:00:00",
                "0001-01-01T00:00:00.000001",
                "9999-12-31 23:59:59.9Z",
                "1969-12-31T23:59:59Z",
                "2000-13-01T24:60:60",
                "2024-01-01",
                "10000-01-01T00:00:00",
                "0001-01-01T00:00:00 BC");
        String letters = "0123456789-:. TZ\"";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            }
            byte[] json = (text + "\",").getBytes(UTF_8);
            int precision = random.nextInt(7);
            boolean zoned = random.nextBoolean();
            int to = PlainTimes.end(json, 0, json.length);
            long quick = PlainTimes.timestamp(json, 0, to, precision, zoned);
            if (quick != PlainTimes.NONE) {
                read++;
                assertThat(json[to]).isEqualTo((byte) '"');
                assertThat(quick)
                        .as(text + " " + zoned)
                        .isEqualTo(strict(new String(json, 0, to, UTF_8), precision, zoned));
            }
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(PlainTimes.timestamp("2024-02-29T23:59:59.125\"".getBytes(UTF_8), 0, 23, 3, false))
                .isEqualTo(1_709_251_199_125_000L);
    }

    private static long strict(String text, int precision, boolean zoned) {
        try {
            char[] chars = text.toCharArray();
            return zoned
                    ? IsoTimes.timestampWithZone(chars, 0, chars.length, precision, false)
                    : IsoTimes.timestamp(chars, 0, chars.length, precision, false);
        } catch (Refused e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void neverDisagreesWithTheStrictReaderOnBrokenKeys() {
        List<SqlType> types = List.of(
                SqlType.of(TypeKind.BIGINT),
                SqlType.of(TypeKind.VARCHAR),
                SqlType.of(TypeKind.TIMESTAMP),
                SqlType.decimal(10, 2));
        Random random = new Random(5);
        byte[] whole = "[17,\"Zürich\",\"2024-02-29T23:59:59.125\",12.5]".getBytes(UTF_8);
        String letters = "[]\",:.-+eE0123456789 tfn\\u\u0000";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = whole.clone();
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            @Nullable Object[] plain = PlainRows.readArray(types, true, broken);
            JsonRows.Parsed strict = ROWS.own().readKeyStrictly(broken, types);
            if (plain != null) {
                read++;
                assertThat(strict.errors()).as(new String(broken, UTF_8)).isEmpty();
                assertThat(plain).as(new String(broken, UTF_8)).isEqualTo(strict.row());
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    @Test
    void keysOfNoColumnsAreEmptyArrays() {
        assertThat(PlainRows.readArray(List.of(), true, "[]".getBytes(UTF_8))).isEmpty();
        assertThat(PlainRows.readArray(List.of(), true, "[1]".getBytes(UTF_8))).isNull();
    }

    @Test
    void whatIsNotKeptIsCheckedByBothReaders() {
        JsonRows kept = ROWS.keeping(List.of(0));
        for (String row : List.of(WHOLE, WHOLE.replace("Z", "\\u005a"))) {
            assertThat(kept.read(row.getBytes(UTF_8)).row()).containsExactly(17L, null, null, null, null, null, null);
        }
        for (String wrong : List.of("\"small\":70000", "\"at\":\"today\"", "\"name\":1", "\"price\":\"1.234\"")) {
            List<FieldError> errors =
                    kept.read(("{\"id\":1," + wrong + "}").getBytes(UTF_8)).errors();
            assertThat(errors).as(wrong).hasSize(1);
        }
    }

    private static @Nullable Object @Nullable [] plain(String row) {
        byte[] bytes = row.getBytes(UTF_8);
        return PlainRows.read(JsonFields.of(TYPE, false), bytes, 0, bytes.length);
    }

    private static JsonRows.Parsed strict(String row) {
        byte[] bytes = row.getBytes(UTF_8);
        return ROWS.readStrictly(bytes, 0, bytes.length, 1, "");
    }
}
