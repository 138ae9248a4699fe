package io.weirpool.ingest.check;

import io.weirpool.common.codec.BodyRows;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows.Parsed;
import org.jspecify.annotations.Nullable;

/** One object, or an array of them. */
final class DocumentReader implements RowReader {
    private final BodyRows documents;
    private final boolean array;
    private int index = -1;

    DocumentReader(RowForms forms, byte[] text) {
        this.documents = BodyRows.open(forms.rows(), forms.written(), text);
        this.array = Text.first(text) == '[';
    }

    @Override
    public @Nullable Parsed next() {
        index++;
        return documents.next();
    }

    @Override
    public byte @Nullable [] written() {
        return documents.lastWritten();
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
