package io.weirpool.common.codec;

import io.weirpool.common.codec.JsonRows.Parsed;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a body that is one JSON object or an array of them: read from their bytes while they have a form that can be
 * ({@link WrittenRows}, {@link PlainRows}), from the first other row on strictly ({@link JsonDocuments}), which alone says
 * what is wrong. Not thread-safe.
 */
public final class BodyRows implements AutoCloseable {
    private final JsonRows rows;
    private final @Nullable WrittenRows written;
    private final PlainRows plain;
    private final byte[] body;
    private final boolean array;
    private @Nullable JsonDocuments strict;
    private int at;
    private int count;
    private boolean ended;
    private byte @Nullable [] lastWritten;

    private BodyRows(JsonRows rows, @Nullable WrittenRows written, byte[] body) {
        this.rows = rows;
        this.written = written;
        this.plain = PlainRows.of(rows.fields(), body);
        this.body = body;
        this.at = afterBlanks(0);
        this.array = here() == '[';
    }

    /**
     * Begins to read; mistakes in the body's form are reported by {@link #next}.
     *
     * @param written recognises rows whose bytes are wanted as they are; null: all are made into values
     */
    public static BodyRows open(JsonRows rows, @Nullable WrittenRows written, byte[] body) {
        BodyRows opened = new BodyRows(rows, written, body);
        if (opened.array) {
            opened.at = opened.afterBlanks(opened.at + 1);
            if (Utf8.firstInvalid(body, 0, body.length) != body.length) {
                opened.strict = JsonDocuments.open(rows, body); // nothing is taken of such an array
            }
        }
        return opened;
    }

    /** As {@link JsonDocuments#next}. */
    public @Nullable Parsed next() {
        lastWritten = null;
        if (ended) {
            return null;
        }
        if (strict == null) {
            @Nullable Object[] row = quick();
            if (row != null) {
                count++;
                return new Parsed(row, List.of(), false);
            }
            lastWritten = null;
            strict = JsonDocuments.open(rows, body);
            for (int read = 0; read < count; read++) {
                strict.next();
            }
        }
        return strict.next();
    }

    /** The bytes of the last row, when {@link WrittenRows} found them as they would be written; its values are then those it keeps. */
    public byte @Nullable [] lastWritten() {
        return lastWritten;
    }

    /** The row here, when it and what follows it are as they should be. */
    private @Nullable Object @Nullable [] quick() {
        int from = at;
        @Nullable Object[] row = written == null ? null : written.read(body, from, body.length);
        if (written != null && row != null) {
            lastWritten = Arrays.copyOfRange(body, from, written.end());
            at = afterBlanks(written.end());
        } else {
            row = plain.next(rows.fields(), from);
            at = afterBlanks(plain.end());
        }
        return row != null && rowEnds() ? row : null;
    }

    /** Whether the body ends or goes on after a row as it must. */
    private boolean rowEnds() {
        if (array && here() == ',') {
            at = afterBlanks(at + 1);
            return true;
        }
        if (array && here() == ']') {
            at = afterBlanks(at + 1);
        } else if (array) {
            return false;
        }
        ended = at == body.length;
        return ended;
    }

    /** The byte here; 0 at the end. */
    private byte here() {
        return at < body.length ? body[at] : 0;
    }

    private int afterBlanks(int from) {
        int next = from;
        while (next < body.length && PlainRows.isBlank(body[next])) {
            next++;
        }
        return next;
    }

    @Override
    public void close() {
        if (strict != null) {
            strict.close();
        }
    }
}
