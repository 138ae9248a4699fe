package io.weirpool.ingest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where lines begin and end, whether or not they are as the log holds them. */
class LineReaderTest {
    private static final JsonRows ROWS =
            JsonRows.of(RowType.of(Column.of("id", SqlType.of(TypeKind.INTEGER).notNull())));
    private static final int MAX = "{\"id\":100}".length();

    /** The ids, and for what is no row the place and what is wrong. */
    private static List<String> read(String lines) {
        List<String> read = new ArrayList<>();
        try (LineReader reader = new LineReader(new RowForms(ROWS, ROWS.written()), lines.getBytes(UTF_8), MAX)) {
            for (Parsed parsed = reader.next(); parsed != null; parsed = reader.next()) {
                String kept = reader.written() == null ? "" : " as it came";
                FieldError mistake =
                        parsed.errors().isEmpty() ? null : parsed.errors().get(0);
                read.add(
                        mistake == null
                                ? parsed.row()[0] + kept
                                : mistake.line() + ": " + mistake.code().slug());
            }
        }
        return read;
    }

    @Test
    void aRowKeepsItsBytesHoweverItsLineEnds() {
        assertThat(read("{\"id\":1}\n{\"id\":2}\r\n{\"id\":3}"))
                .containsExactly("1 as it came", "2 as it came", "3 as it came");
    }

    @Test
    void blanksAndBlankLinesSayNothing() {
        assertThat(read("\n\r\n {\"id\":1}\n \n{\"id\":2} \n\n{\"id\":3}\n")).containsExactly("1", "2", "3 as it came");
    }

    @Test
    void aLineIsHeldToTheLimitWithAllButItsEnd() {
        String longest = "{\"id\":100}";
        assertThat(read(longest + "\n" + longest + "\r\n" + "{\"id\":1000}\n" + longest))
                .containsExactly(
                        "100 as it came",
                        "2: " + ErrorCode.TOO_LARGE.slug(),
                        "3: " + ErrorCode.TOO_LARGE.slug(),
                        "100 as it came");
    }

    @Test
    void whatFollowsARowOnItsLineIsAMistakeOfThatLine() {
        String wrong = ErrorCode.MALFORMED_JSON.slug();
        assertThat(read("{\"id\":1}\n{\"id\":2}x\n{\"id\":3},\n{\"id\":4}{}\n{\"id\":5}"))
                .containsExactly("1 as it came", "2: " + wrong, "3: " + wrong, "4: " + wrong, "5 as it came");
    }
}
