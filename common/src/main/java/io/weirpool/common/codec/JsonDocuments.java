package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a body that is one JSON object or an array of them, one after the other, so that a large body is never
 * held as objects. Not thread-safe.
 */
final class JsonDocuments implements AutoCloseable {
    /** BEGIN → ONE or ARRAY → END. */
    private enum State {
        BEGIN,
        ONE,
        ARRAY,
        END
    }

    private final JsonRows rows;
    private final JsonParser parser;
    private final List<FieldError> notUtf8;
    private State state = State.BEGIN;
    private boolean onRow;
    private int index;

    private JsonDocuments(JsonRows rows, JsonParser parser, List<FieldError> notUtf8) {
        this.rows = rows;
        this.parser = parser;
        this.notUtf8 = notUtf8;
    }

    /** Begins to read; mistakes in the body's form are reported by {@link #next}. */
    static JsonDocuments open(JsonRows rows, byte[] body) {
        JsonErrors errors = new JsonErrors("", 0);
        JsonRows.checkUtf8(body, 0, body.length, errors);
        try {
            return new JsonDocuments(rows, JsonReading.FACTORY.createParser(body), errors.list());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: opening reads nothing
        }
    }

    /**
     * The next row or its mistakes; null when there is none. After a malformed one there is none. A mistake of row i of
     * an array has a pointer {@code /i/field}. Something after the end of the body's value comes as a malformed one.
     */
    @Nullable Parsed next() {
        if (state == State.END) {
            return null;
        }
        List<FieldError> form = toNextRow();
        if (!form.isEmpty()) {
            state = State.END;
            return new Parsed(null, form, true);
        }
        if (!onRow) {
            return null;
        }
        Parsed parsed = rows.read(parser, state == State.ARRAY ? "/" + index++ : "");
        state = parsed.malformed() ? State.END : state;
        return parsed;
    }

    /** What is wrong with the body itself; empty when the parser stands at a row or at the end. */
    private List<FieldError> toNextRow() {
        if (!notUtf8.isEmpty()) {
            return notUtf8;
        }
        JsonErrors errors = new JsonErrors("", 0);
        return new JsonRowReader(parser, errors)
                .read(() -> {
                    advance(errors);
                    return null;
                })
                .errors();
    }

    private void advance(JsonErrors errors) throws IOException {
        JsonToken token = parser.nextToken();
        if (state == State.BEGIN) {
            if (token == null) {
                errors.add(parser.currentLocation(), ErrorCode.EMPTY_BODY, "nothing here");
                return;
            }
            state = token == JsonToken.START_ARRAY ? State.ARRAY : State.ONE;
            onRow = state == State.ONE;
            token = state == State.ARRAY ? parser.nextToken() : token;
        } else {
            onRow = false;
        }
        if (state == State.ARRAY) {
            onRow = token != JsonToken.END_ARRAY;
            token = onRow ? token : parser.nextToken();
        }
        if (!onRow) {
            state = State.END;
            if (token != null) {
                errors.add(parser.currentTokenLocation(), ErrorCode.MALFORMED_JSON, "a second value follows the first");
            }
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: closing does nothing
        }
    }
}
