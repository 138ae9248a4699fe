package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read quickly is what the strict reader reads. */
class BodyRowsTest {
    private static final JsonRows ROWS = JsonRows.of(RowType.of(
            Column.of("id", SqlType.of(TypeKind.BIGINT).notNull()), Column.of("name", SqlType.of(TypeKind.VARCHAR))));

    /** Written, plain, neither, wrong, and no row at all. */
    private static final List<String> ELEMENTS = List.of(
            "{\"id\":1,\"name\":\"a\"}",
            "{\"id\":2,\"name\":null}",
            "{ \"name\" : \"b\", \"id\" : 3 }",
            "{\"id\":4}",
            "{\"id\":5,\"name\":\"\\u0041\"}",
            "{\"id\":\"six\"}",
            "{\"id\":7,\"id\":7}",
            "{\"id\":8,}",
            "[9]",
            "10",
            "{\"id\":11,\"name\":\"é\"}");

    @Test
    void bytesOfWrittenRowsAreKept() {
        BodyRows rows = open("[{\"id\":1,\"name\":\"a\"} , {\"id\":2}, {\"id\":3,\"name\":null}]");
        List<String> kept = new ArrayList<>();
        while (rows.next() != null) {
            byte[] bytes = rows.lastWritten();
            kept.add(bytes == null ? "-" : new String(bytes, UTF_8));
        }
        assertThat(kept).containsExactly("{\"id\":1,\"name\":\"a\"}", "-", "{\"id\":3,\"name\":null}");
        assertThat(rows.lastWritten()).isNull();
    }

    @Test
    void nothingIsKeptWhereNothingIsWanted() {
        byte[] body = "{\"id\":1,\"name\":\"a\"}".getBytes(UTF_8);
        BodyRows rows = BodyRows.open(ROWS, null, body);
        assertThat(rows.next()).isNotNull();
        assertThat(rows.lastWritten()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[ ] ",
                "[",
                "{",
                "]",
                "null",
                "{\"id\":1,\"name\":\"a\"}",
                " {\"id\":1}\n",
                "{\"id\":1} {\"id\":2}",
                "{\"id\":1},",
                "[{\"id\":1}]]",
                "[{\"id\":1}",
                "[{\"id\":1},]",
                "[,]",
                "[{\"id\":1} {\"id\":2}]",
                "[{\"id\":1}]{\"id\":2}",
                "\uFEFF{\"id\":1}",
                "[[{\"id\":1}]]"
            })
    void bodiesOfEveryFormAreReadAsTheStrictReaderReadsThem(String body) {
        assertSame(body.getBytes(UTF_8));
    }

    @Test
    void arraysOfEveryKindAreReadAsTheStrictReaderReadsThem() {
        Random random = new Random(8);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder body = new StringBuilder("[");
            int size = random.nextInt(6);
            for (int e = 0; e < size; e++) {
                body.append(e == 0 ? "" : random.nextInt(20) == 0 ? " " : ",\n");
                // Mostly the first few, so that what is read quickly goes on for a while.
                body.append(ELEMENTS.get(random.nextInt(random.nextBoolean() ? 4 : ELEMENTS.size())));
            }
            assertSame(
                    body.append(random.nextInt(20) == 0 ? "" : "]").toString().getBytes(UTF_8));
        }
    }

    @Test
    void ofAnArrayThatIsNoUtf8NothingIsRead() {
        byte[] body = "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]".getBytes(UTF_8);
        body[body.length - 4] = (byte) 0xC3;
        assertSame(body);
        JsonRows.Parsed first = BodyRows.open(ROWS, ROWS.written(), body).next();
        assertThat(first).isNotNull();
        assertThat(first.row()).isNull();
    }

    private static void assertSame(byte[] body) {
        BodyRows quick = BodyRows.open(ROWS, ROWS.written(), body);
        JsonDocuments strict = JsonDocuments.open(ROWS, body);
        assertThat(all(quick::next)).as(new String(body, UTF_8)).isEqualTo(all(strict::next));
        quick.close();
        strict.close();
    }

    private static List<String> all(Supplier<JsonRows.@Nullable Parsed> rows) {
        List<String> read = new ArrayList<>();
        for (JsonRows.Parsed parsed = rows.get(); parsed != null; parsed = rows.get()) {
            read.add(Arrays.toString(parsed.row()) + parsed.errors() + parsed.malformed());
        }
        return read;
    }

    private static BodyRows open(String body) {
        return BodyRows.open(ROWS, ROWS.written(), body.getBytes(UTF_8));
    }
}
