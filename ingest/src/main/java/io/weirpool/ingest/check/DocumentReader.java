package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonDocuments;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.codec.JsonRows.Parsed;
import org.jspecify.annotations.Nullable;

/** One object, or an array of them. */
final class DocumentReader implements RowReader {
    private final JsonDocuments documents;
    private final boolean array;
    private int index = -1;

    DocumentReader(JsonRows rows, byte[] text) {
        this.documents = JsonDocuments.open(rows, text);
        this.array = Text.first(text) == '[';
    }

    @Override
    public @Nullable Parsed next() {
        index++;
        return documents.next();
    }

    @Override
    public FieldError inLastRow(FieldError mistake) {
        String pointer = array ? "/" + index + mistake.pointer() : mistake.pointer();
        return new FieldError(pointer, mistake.line(), mistake.column(), mistake.code(), mistake.detail());
    }

    @Override
    public void close() {
        documents.close();
    }
}
