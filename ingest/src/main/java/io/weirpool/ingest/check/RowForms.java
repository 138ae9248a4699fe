package io.weirpool.ingest.check;

import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.codec.WrittenRows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one request, and keeps the bytes of those that came as the log holds them. Used by one thread.
 */
final class RowForms {
    private final JsonRows rows;
    private final @Nullable WrittenRows written;
    private byte @Nullable [] lastWritten;

    /**
     * What reads.
     *
     * @param rows of any form
     * @param written those that came as the log holds them, only the columns that are looked at; null when none is kept
     */
    RowForms(JsonRows rows, @Nullable WrittenRows written) {
        this.rows = rows;
        this.written = written;
    }

    JsonRows rows() {
        return rows;
    }

    @Nullable WrittenRows written() {
        return written;
    }

    /** The object in a part of a body, as {@link JsonRows#read(byte[], int, int, int, String)}. */
    Parsed read(byte[] body, int from, int to, int line, String pointer) {
        lastWritten = null;
        if (written != null) {
            int end = to;
            while (end > from && Text.isBlank(body[end - 1])) { // a line may end with CR LF
                end--;
            }
            @Nullable Object[] row = written.read(body, from, end);
            if (row != null && written.end() == end) {
                lastWritten = Arrays.copyOfRange(body, from, end);
                return new Parsed(row, List.of(), false);
            }
        }
        return rows.read(body, from, to, line, pointer);
    }

    /** The bytes of the last row, when it came as the log holds it. */
    byte @Nullable [] lastWritten() {
        return lastWritten;
    }

    /** No row was read. */
    void none() {
        lastWritten = null;
    }
}
