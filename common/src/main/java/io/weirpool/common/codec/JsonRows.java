package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import io.weirpool.common.model.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one type as JSON objects, and keys as canonical JSON arrays. Immutable and thread-safe. */
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class JsonRows {
    private JsonRows() {}

    public static JsonRows of(RowType type) {
        throw new UnsupportedOperationException(type.toString());
    }

    /**
     * Rows of a bag: one value longer than {@code type}, the last being how often the row occurs (a Long), written as
     * field {@code #}.
     */
    public static JsonRows withCount(RowType type) {
        throw new UnsupportedOperationException(type.toString());
    }

    /**
     * The same, but reading fills only these columns, by index. The others are skipped, null in the row and unchecked,
     * but must be known.
     */
    public JsonRows only(List<Integer> wanted) {
        throw new UnsupportedOperationException();
    }

    /** Reads one object, strictly: every mistake is reported, with its place. Never throws. */
    public Parsed read(byte[] utf8) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads one object out of a larger body, such as a line of NDJSON.
     *
     * @param from index of its first byte
     * @param to index after its last byte
     * @param line 1-based number of the line it stands in, for the places of mistakes
     * @param pointer JSON pointer to it, put before the pointer of each field
     */
    public Parsed read(byte[] body, int from, int to, int line, String pointer) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the object at whose START_OBJECT the parser stands, and leaves it at the END_OBJECT unless the JSON is
     * malformed ({@link Parsed#malformed()}: the parser is then of no more use). For the elements of a body that is an
     * array use {@link JsonDocuments}.
     */
    public Parsed read(JsonParser parser, String pointer) {
        throw new UnsupportedOperationException();
    }

    /** Reads the key of a record, an array of these columns; the row of the result has one value for each of them. */
    public Parsed readKey(byte[] utf8, List<Integer> key) {
        throw new UnsupportedOperationException();
    }

    /**
     * Either a row or mistakes.
     *
     * @param row null when there are mistakes
     * @param errors in the order of their places, at most 100
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Parsed(@Nullable Object @Nullable [] row, List<FieldError> errors) {
        /** Whether what follows in the same body cannot be read either. */
        public boolean malformed() {
            throw new UnsupportedOperationException();
        }
    }

    /** The row as a JSON object with every column in declared order; NULL is written as null. */
    public byte[] write(@Nullable Object[] row) {
        throw new UnsupportedOperationException();
    }

    /** Canonical JSON array of the key columns in that order, numbers normalised: equal keys have equal bytes. */
    public byte[] writeKey(@Nullable Object[] row, List<Integer> key) {
        throw new UnsupportedOperationException();
    }
}
