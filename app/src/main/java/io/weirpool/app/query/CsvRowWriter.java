package io.weirpool.app.query;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.TypeKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180, with a header. Text is always in double quotes, {@code =cmd()} as well, and exactly as stored; NULL
 * is an empty field without quotes, the empty text {@code ""}.
 */
final class CsvRowWriter implements PageFormat.RowWriter {
    /** Kinds whose text can hold a comma, a quote or a line end. */
    private static final Set<TypeKind> QUOTED = Set.of(TypeKind.VARCHAR, TypeKind.CHAR, TypeKind.JSON);

    private final List<Column> columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    CsvRowWriter(List<Column> columns) {
        this.columns = columns;
        write(String.join(",", columns.stream().map(c -> c.name().value()).toList()));
        write("\r\n");
    }

    @Override
    public void row(@Nullable String[] values) {
        for (int i = 0; i < columns.size(); i++) {
            write(i == 0 ? "" : ",");
            write(field(columns.get(i), values[i]));
        }
        write("\r\n");
    }

    private static String field(Column column, @Nullable String text) {
        if (text == null) {
            return "";
        }
        TypeKind kind = column.type().kind();
        return kind.isArray() || QUOTED.contains(kind) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public byte[] finish() {
        return bytes.toByteArray();
    }
}
