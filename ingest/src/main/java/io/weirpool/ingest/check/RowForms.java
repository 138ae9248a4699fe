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
        int end = to;
        while (end > from && Text.isBlank(body[end - 1])) { // a line may end with CR LF
            end--;
        }
        Parsed asWritten = readWritten(body, from, end);
        if (asWritten != null && writtenEnd() == end) {
            return asWritten;
        }
        return readOther(body, from, to, line, pointer);
    }

    /** The same, of an object that did not come as the log holds it, or is taken as if it did not. */
    Parsed readOther(byte[] body, int from, int to, int line, String pointer) {
        lastWritten = null;
        return rows.read(body, from, to, line, pointer);
    }

    /**
     * The row that begins at {@code from}, whatever follows it, when it came as the log holds it; else null.
     *
     * @param to index after the last byte that may belong to it
     */
    @Nullable Parsed readWritten(byte[] body, int from, int to) {
        lastWritten = null;
        @Nullable Object[] row = written == null ? null : written.read(body, from, to);
        if (written == null || row == null) {
            return null;
        }
        lastWritten = Arrays.copyOfRange(body, from, written.end());
        return new Parsed(row, List.of(), false);
    }

    /** Index after the row that {@link #readWritten} read last. */
    int writtenEnd() {
        return written == null ? 0 : written.end();
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
