package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows.Parsed;
import org.jspecify.annotations.Nullable;

/** The rows of a body, one after the other. */
interface RowReader extends AutoCloseable {
    /** The next row or its mistakes, with their places in the body; null when there is none. */
    @Nullable Parsed next();

    /**
     * The bytes of the last row as the log holds them, when it came in that form; its values are then only those of the
     * columns that are looked at. Null: it has all values, and is to be written.
     */
    byte @Nullable [] written();

    /** A mistake found in the last row after it was read: the same with the row's place in the body. */
    FieldError inLastRow(FieldError mistake);

    /** The id the last row brought with it; null when there is none. */
    default byte @Nullable [] id() {
        return null;
    }

    @Override
    void close();

    static RowReader of(RowForms forms, byte[] text, BodyFormat format, int lineBytesMax) {
        if (format == BodyFormat.EVENT || format == BodyFormat.EVENTS) {
            return new EventReader(forms, text, format == BodyFormat.EVENTS);
        }
        // A blank document has no rows, as blank lines have none.
        boolean lines = format == BodyFormat.NDJSON || Text.first(text) == 0;
        return lines ? new LineReader(forms, text, lineBytesMax) : new DocumentReader(forms, text);
    }
}
