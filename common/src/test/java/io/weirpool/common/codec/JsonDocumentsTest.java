package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDocumentsTest {
    @Test
    void rowsOfAnArrayComeOneAfterTheOtherAndMistakesNameTheirRow() {
        assertThat(read("[{\"a\":1},\n {\"a\":true},\n 7, {\"a\":[1]}, {\"a\":4}]"))
                .containsExactly(
                        "row 1", "/1/a 2:7 ROW_INVALID", "/2 3:2 ROW_INVALID", "/3/a 3:10 ROW_INVALID", "row 4");
    }

    @Test
    void oneObjectIsOneRow() {
        assertThat(read("{\"a\":1}")).containsExactly("row 1");
        assertThat(read(" {\"a\":1} \n")).containsExactly("row 1");
        assertThat(read("\uFEFF{\"a\":1}")).containsExactly("row 1");
    }

    @Test
    void emptyArrayHasNoRows() {
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void nothingIsAnEmptyBody() {
        assertThat(read("")).containsExactly(" 1:1 EMPTY_BODY malformed");
        assertThat(read(" \n ")).containsExactly(" 2:2 EMPTY_BODY malformed");
    }

    @Test
    void valuesThatAreNoRowsAreRefused() {
        assertThat(read("null")).containsExactly(" 1:1 ROW_INVALID");
        assertThat(read("3")).containsExactly(" 1:1 ROW_INVALID");
        assertThat(read("\"x\"")).containsExactly(" 1:1 ROW_INVALID");
        assertThat(read("[[{\"a\":1}],{\"a\":2}]")).containsExactly("/0 1:2 ROW_INVALID", "row 2");
    }

    @Test
    void whatFollowsTheBodysValueIsRefused() {
        assertThat(read("{\"a\":1}{\"a\":2}")).containsExactly("row 1", " 1:8 MALFORMED_JSON malformed");
        assertThat(read("[{\"a\":1}]\n1")).containsExactly("row 1", " 2:1 MALFORMED_JSON malformed");
        assertThat(read("[{\"a\":1}]]")).hasSize(2);
    }

    @Test
    void nothingIsReadAfterMalformedJson() {
        assertThat(read("[{\"a\":1},{\"a\":},{\"a\":3}]")).containsExactly("row 1", "/1 1:15 MALFORMED_JSON malformed");
        assertThat(read("[{\"a\":1}")).containsExactly("row 1", " 1:9 MALFORMED_JSON malformed");
        assertThat(read("[{\"a\":1} {\"a\":2}]")).hasSize(2);
        assertThat(read("[{\"a\":1},]")).hasSize(2);
    }

    @Test
    void bytesThatAreNoUtf8AreFoundBeforeTheFirstRow() {
        byte[] body = "[{\"a\":1},\u00e9]".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(body)).containsExactly(" 1:10 MALFORMED_JSON malformed");
    }

    private static List<String> read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] body) {
        JsonRows rows = JsonRows.of(RowType.of(Column.of("a", SqlType.of(TypeKind.INTEGER))));
        List<String> seen = new ArrayList<>();
        try (JsonDocuments documents = JsonDocuments.open(rows, body)) {
            for (Parsed parsed = documents.next(); parsed != null; parsed = documents.next()) {
                seen.add(parsed.row() != null ? "row " + parsed.row()[0] : mistake(parsed));
            }
            assertThat(documents.next()).isNull();
        }
        return seen;
    }

    private static String mistake(Parsed parsed) {
        assertThat(parsed.errors()).hasSize(1);
        FieldError e = parsed.errors().get(0);
        return e.pointer() + " " + e.line() + ":" + e.column() + " " + e.code()
                + (parsed.malformed() ? " malformed" : "");
    }
}
