package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.ContentReference;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one type as JSON objects, and keys as canonical JSON arrays. Immutable and thread-safe.
 *
 * <p>Reading is strict: RFC 8259, each field once and known, each value of its type and exactly representable; {@code
 * docs/types.md} has the mapping. A field that is left out or null is NULL; so is JSON's null in a JSON column. Reading
 * accepts what writing produces. Lines and columns count from 1, columns in bytes.
 */
public final class JsonRows {
    /** Bytes of a usual row; a longer one only grows its buffer. */
    private static final int CAPACITY = 256;
    /** Of a usual key; a longer one only grows its buffer. */
    private static final int KEY_CAPACITY = 48;

    private final JsonFields fields;

    private JsonRows(JsonFields fields) {
        this.fields = fields;
    }

    public static JsonRows of(RowType type) {
        return new JsonRows(JsonFields.of(type, false));
    }

    /**
     * Rows of a bag: one value longer than {@code type}, the last being how often the row occurs (a Long), written as
     * field {@code #}.
     */
    public static JsonRows withCount(RowType type) {
        return new JsonRows(JsonFields.of(type, true));
    }

    /**
     * The same, but reading fills only these columns, by index. The others are skipped, null in the row and unchecked,
     * but must be known.
     */
    public JsonRows only(List<Integer> wanted) {
        return new JsonRows(fields.only(wanted));
    }

    /**
     * The same, but a row that is read has only these columns, by index. The others are null in it, and were checked all
     * the same.
     */
    public JsonRows keeping(Collection<Integer> columns) {
        return new JsonRows(fields.keeping(columns));
    }

    /**
     * The same, but for rows that we write ourselves, as a view may compute what no client may send: reading takes a
     * NUMERIC without declared precision of any length PostgreSQL holds; and a JSON column that is null holds JSON's null,
     * while one that is NULL is left out. An array of JSON with a null of JSON's is a string: PostgreSQL's text of it.
     */
    public JsonRows own() {
        return new JsonRows(fields.own());
    }

    /**
     * The same, but for who only hands values on to PostgreSQL: reading may leave a number of unbounded precision, and a point in
     * time, as the text in which it stands, a String.
     */
    public JsonRows texts() {
        return new JsonRows(fields.texts());
    }

    /** Recognises rows in the form that {@link #write(Object[])} gives them, and makes values of the kept columns only. */
    public WrittenRows written() {
        return new WrittenRows(fields);
    }

    JsonFields fields() {
        return fields;
    }

    /** Reads one object, strictly: every mistake is reported, with its place. */
    public Parsed read(byte[] utf8) {
        return read(utf8, 0, utf8.length, 1, "");
    }

    /**
     * Reads one object out of a larger body, such as a line of NDJSON.
     *
     * @param from index of its first byte
     * @param to index after its last byte
     * @param line 1-based number of the line it begins in, for the places of mistakes
     * @param pointer JSON pointer to it, put before the pointer of each field
     */
    public Parsed read(byte[] body, int from, int to, int line, String pointer) {
        @Nullable Object[] plain = PlainRows.read(fields, body, from, to);
        return plain == null ? readStrictly(body, from, to, line, pointer) : new Parsed(plain, List.of(), false);
    }

    /** Every row, plain or not; and what is wrong with one. */
    Parsed readStrictly(byte[] body, int from, int to, int line, String pointer) {
        JsonErrors errors = new JsonErrors(pointer, line - 1);
        if (!checkUtf8(body, from, to, errors)) {
            return new Parsed(null, errors.list(), true);
        }
        try (JsonParser parser = JsonReading.FACTORY.createParser(body, from, to - from)) {
            JsonRowReader reader = new JsonRowReader(parser, errors);
            return reader.read(() -> reader.whole(() -> reader.object(fields)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: neither opening nor closing reads
        }
    }

    /**
     * Reads the object at whose START_OBJECT the parser stands, and leaves it at the END_OBJECT unless the JSON is
     * malformed. For the elements of a body that is an array use {@link BodyRows}, which also checks the UTF-8.
     */
    public Parsed read(JsonParser parser, String pointer) {
        JsonRowReader reader = new JsonRowReader(parser, new JsonErrors(pointer, 0));
        return reader.read(() -> reader.object(fields));
    }

    /** Reads the key of a record, an array of these columns; the row of the result has one value for each of them. */
    public Parsed readKey(byte[] utf8, List<Integer> key) {
        List<SqlType> types = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            types.add(fields.types[key.get(i)]);
        }
        @Nullable Object[] plain = PlainRows.readArray(types, fields.own, utf8);
        Parsed parsed = plain == null ? readKeyStrictly(utf8, types) : new Parsed(plain, List.of(), false);
        @Nullable Object[] row = parsed.row();
        for (int i = 0; row != null && i < row.length; i++) {
            if (types.get(i).kind() == TypeKind.JSON && row[i] instanceof String json) {
                row[i] = KeyedJson.value(json);
            }
        }
        return parsed;
    }

    /** Every key, plain or not; and what is wrong with one. */
    Parsed readKeyStrictly(byte[] utf8, List<SqlType> types) {
        JsonErrors errors = new JsonErrors("", 0);
        if (!checkUtf8(utf8, 0, utf8.length, errors)) {
            return new Parsed(null, errors.list(), true);
        }
        try (JsonParser parser = JsonReading.FACTORY.createParser(utf8)) {
            JsonRowReader reader = new JsonRowReader(parser, errors);
            return reader.read(() -> reader.whole(() -> reader.array(types, fields.own)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the bytes are UTF-8 without U+0000; if not, the first place where they are not is added. */
    static boolean checkUtf8(byte[] body, int from, int to, JsonErrors errors) {
        int invalid = Utf8.firstInvalid(body, from, to);
        if (invalid == to) {
            return true;
        }
        boolean nul = body[invalid] == 0;
        errors.add(
                place(body, from, invalid),
                nul ? ErrorCode.NUL_CHARACTER : ErrorCode.MALFORMED_JSON,
                nul ? "a byte 0x00" : "byte 0x%02x is not UTF-8 here".formatted(body[invalid]));
        return false;
    }

    private static JsonLocation place(byte[] body, int from, int at) {
        int line = 1;
        int lineStart = from;
        for (int i = from; i < at; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new JsonLocation(ContentReference.unknown(), -1L, line, at - lineStart + 1);
    }

    /**
     * Either a row or mistakes.
     *
     * @param row null when there are mistakes
     * @param errors in the order they were met, at most 100
     * @param malformed whether what follows in the same body cannot be read either
     */
    @SuppressWarnings("ArrayRecordComponent") // a row is what generated code takes
    public record Parsed(@Nullable Object @Nullable [] row, List<FieldError> errors, boolean malformed) {}

    /** The row as a JSON object with its columns in declared order; NULL is written as null, but see {@link #own}. */
    public byte[] write(@Nullable Object[] row) {
        ByteOutput out = new ByteOutput(CAPACITY);
        write(out, row);
        return out.toByteArray();
    }

    /** Appends what {@link #write(Object[])} returns. */
    public void write(ByteOutput out, @Nullable Object[] row) {
        write(out, fields.top, row);
    }

    private void write(ByteOutput out, JsonLevel level, @Nullable Object[] row) {
        char before = '{';
        for (int i = 0; i < level.size(); i++) {
            int column = level.columns[i];
            Object value = row[column];
            if (value == null && fields.isJsonOfOwn(column)) {
                continue;
            }
            out.writeByte(before);
            before = ',';
            out.writeBytes(level.prefixes[i]);
            JsonLevel inner = level.inner[i];
            if (value == null) {
                out.writeAscii("null");
            } else if (inner != null) {
                write(out, inner, row);
            } else {
                JsonWriter.write(out, fields.types[column].kind(), value);
            }
        }
        if (before == '{') {
            out.writeByte('{');
        }
        out.writeByte('}');
    }

    /**
     * Canonical JSON array of the key columns in that order, numbers normalised, JSON as {@link KeyedJson} has it: equal keys
     * have equal bytes.
     */
    public byte[] writeKey(@Nullable Object[] row, List<Integer> key) {
        ByteOutput out = new ByteOutput(KEY_CAPACITY);
        char before = '[';
        for (int column : key) {
            out.writeByte(before);
            before = ',';
            Object value = row[column];
            if (value == null) {
                out.writeAscii("null");
            } else {
                JsonWriter.writeKeyPart(out, fields.types[column].kind(), value);
            }
        }
        if (before == '[') {
            out.writeByte('[');
        }
        out.writeByte(']');
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return Arrays.toString(fields.names);
    }
}
