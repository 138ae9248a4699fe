package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are kept say what would have been written, byte for byte. */
class WrittenRowsTest {
    private static final RowType TYPE = RowType.of(
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()),
            Column.of("small", SqlType.of(TypeKind.SMALLINT)),
            Column.of("name", SqlType.varchar(8)),
            Column.of("at", new SqlType(TypeKind.TIMESTAMPTZ, 3, 0, true)),
            Column.of("price", SqlType.decimal(10, 2)),
            Column.of("weight", SqlType.of(TypeKind.DOUBLE)),
            Column.of("open", SqlType.of(TypeKind.BOOLEAN)),
            Column.of("day", SqlType.of(TypeKind.DATE)),
            Column.of("ref", SqlType.of(TypeKind.UUID)),
            Column.of("exact", SqlType.of(TypeKind.DECIMAL)));

    private static final String WHOLE =
            "{\"id\":17,\"small\":-3,\"name\":\"Zürich\",\"at\":\"2024-02-29T23:59:59.125Z\",\"price\":\"12.50\","
                    + "\"weight\":-0.25,\"open\":true,\"day\":\"2024-02-29\","
                    + "\"ref\":\"123e4567-e89b-12d3-a456-426614174000\",\"exact\":\"1.50\"}";

    private static final JsonRows ROWS = JsonRows.of(TYPE);

    @Test
    void keepsTheFormThatIsWritten() {
        assertThat(keeps(WHOLE)).isTrue();
        assertThat(keeps("{\"id\":0,\"small\":null,\"name\":null,\"at\":null,\"price\":null,\"weight\":null,"
                        + "\"open\":null,\"day\":null,\"ref\":null,\"exact\":null}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":17|\"id\": 17", // blanks
                "{\"id\"|{ \"id\"",
                "\"exact\":\"1.50\"}|\"exact\":\"1.50\" }",
                "\"id\":17,\"small\":-3|\"small\":-3,\"id\":17", // another order
                "\"small\":-3,|\"small\":-3,\"small\":-3,", // twice
                "\"small\":-3,|", // left out
                "\"id\":17|\"id\":017", // numbers
                "\"id\":17|\"id\":1.7e1",
                "\"id\":17|\"id\":-0",
                "\"id\":17|\"id\":\"17\"",
                "-3|40000",
                "\"12.50\"|12.50",
                "\"12.50\"|\"12.5\"",
                "\"12.50\"|\"12.500\"",
                "\"12.50\"|\"1.25e1\"",
                "\"12.50\"|\"-0.00\"",
                "\"12.50\"|\"012.50\"",
                "\"12.50\"|\"123456789.50\"",
                "-0.25|-0.250",
                "-0.25|-2.5e-1",
                "-0.25|1.0e3",
                "-0.25|1.0",
                "-0.25|0.0000001",
                "\"exact\":\"1.50\"|\"exact\":1.50",
                "\"exact\":\"1.50\"|\"exact\":\"-0\"",
                "Zürich|Z\\u00fcrich", // text
                "Zürich|Z\\/rich",
                "Zürich|Zürich an der Limmat",
                "59.125Z|59.125+00:00", // times
                "59.125Z|59.125+02:00",
                "59.125Z|59.1250Z",
                "59.125Z|59.120Z",
                "59.125Z|59.1251Z",
                "59.125Z|59.125z",
                "59.125Z|59.Z",
                "29T23|29 23",
                "29T23|29t23",
                ":59:59.125Z|:59Z",
                "T23:|T24:",
                "2024-02-29T|2023-02-29T",
                "2024-02-29T|0000-02-29T",
                "\"day\":\"2024-02-29\"|\"day\":\"2024-13-01\"",
                "e89b|E89B", // a UUID in capitals
                "open\":true|open\":\"true\"",
                "\"id\":17|\"id\":null", // wrong
                "\"id\"|\"ID\"",
                "true|tru"
            })
    void whatIsWrittenOtherwiseIsNotKept(String change) {
        int bar = change.indexOf('|');
        String other = WHOLE.replace(change.substring(0, bar), change.substring(bar + 1));
        assertThat(other).isNotEqualTo(WHOLE);
        assertThat(keeps(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "100",
                "0.1",
                "0.000001",
                "-1234567.125",
                "123456789012345",
                "0.123456789012345",
                "1e-7"
            })
    void doublesThatAreKeptAreTheShortest(String text) {
        String row = WHOLE.replace("-0.25", text);
        assertThat(keeps(row)).isEqualTo(!text.contains("e"));
        assertThat(new String(ROWS.write(strict(row.getBytes(UTF_8))), UTF_8)).isEqualTo(row);
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void rowsThatAreKeptAreReadStrictlyAndWrittenTheSame(long seed) {
        RandomRows random = new RandomRows(seed);
        RowType type = random.type();
        JsonRows json = JsonRows.of(type);
        WrittenRows written = json.written();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = json.write(random.row(type));
            for (int changes = random.random().nextInt(3); changes > 0; changes--) {
                String letters = "{}[]\",:.-+eE0123456789 tfn\\uZT";
                bytes[random.random().nextInt(bytes.length)] =
                        (byte) letters.charAt(random.random().nextInt(letters.length()));
            }
            assertKeptIsRight(json, written, bytes);
        }
    }

    @Test
    void brokenRowsThatAreKeptAreReadStrictlyAndWrittenTheSame() {
        Random random = new Random(6);
        byte[] whole = WHOLE.getBytes(UTF_8);
        String letters = "{}[]\",:.-+eE0123456789 tfn\\uZT\u0000";
        int kept = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] broken = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            kept += assertKeptIsRight(ROWS, ROWS.written(), broken) ? 1 : 0;
        }
        assertThat(kept).isGreaterThan(2_000);
    }

    private static boolean assertKeptIsRight(JsonRows json, WrittenRows written, byte[] bytes) {
        @Nullable Object[] row = written.read(bytes, 0, bytes.length);
        if (row == null || written.end() != bytes.length) {
            return false;
        }
        String text = new String(bytes, UTF_8);
        JsonRows.Parsed strict = json.readStrictly(bytes, 0, bytes.length, 1, "");
        assertThat(strict.errors()).as(text).isEmpty();
        assertThat(row).as(text).isEqualTo(strict.row());
        assertThat(new String(json.write(row), UTF_8)).isEqualTo(text);
        return true;
    }

    @Test
    void valuesAreMadeOfKeptColumnsOnly() {
        WrittenRows few = ROWS.keeping(List.of(0, 4)).written();
        byte[] bytes = WHOLE.getBytes(UTF_8);
        @Nullable Object[] row = few.read(bytes, 0, bytes.length);
        @Nullable Object[] all = strict(bytes);
        assertThat(row).isNotNull().hasSize(TYPE.size());
        assertThat(all).isNotNull();
        for (int i = 0; i < TYPE.size(); i++) {
            assertThat(row[i]).isEqualTo(i == 0 || i == 4 ? all[i] : null);
        }
    }

    @Test
    void endsWhereTheRowDoes() {
        byte[] two = ("[" + WHOLE + "," + WHOLE + "]").getBytes(UTF_8);
        int length = WHOLE.getBytes(UTF_8).length;
        WrittenRows written = ROWS.written();
        assertThat(written.read(two, 1, two.length)).isNotNull();
        assertThat(written.end()).isEqualTo(1 + length);
        assertThat(written.read(two, 1, length)).isNull();
    }

    @Test
    void rowsOfViewsAreNotKept() { // they write a JSON null otherwise
        byte[] bytes = WHOLE.getBytes(UTF_8);
        assertThat(ROWS.own().written().read(bytes, 0, bytes.length)).isNull();
    }

    private static boolean keeps(String row) {
        byte[] bytes = row.getBytes(UTF_8);
        return assertKeptIsRight(ROWS, ROWS.written(), bytes);
    }

    private static @Nullable Object[] strict(byte[] bytes) {
        @Nullable Object[] row = ROWS.readStrictly(bytes, 0, bytes.length, 1, "").row();
        if (row == null) {
            throw new AssertionError(new String(bytes, UTF_8));
        }
        return row;
    }
}
