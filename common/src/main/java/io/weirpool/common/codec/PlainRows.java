package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows in the form nearly all of them have, straight from their bytes: known fields, strings without escapes,
 * integers, times, numbers without exponents. Whatever is not of that form, right or wrong, it leaves to {@link
 * JsonRowReader}, which alone says what is wrong; so the two never disagree on a row that both read. A third of the
 * strict reader's time, less where values are checked only.
 */
final class PlainRows {
    /** Digits that fit a long whatever they are. */
    private static final int LONG_DIGITS = 18;
    /** Longer strings are rare, and the strict reader knows their limits. */
    private static final int STRING_BYTES_MAX = 64 << 10;
    /** The longest text of a time, a UUID or a plain number that is worth the trouble. */
    private static final int SHORT_MAX = 40;

    static final int UUID_LENGTH = 36;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final boolean own;
    private final boolean texts;
    private final byte[] json;
    private final int end;
    private int at;
    private char @Nullable [] shortText;

    /** {@code own}: whether the row is of a view, see {@link JsonRows#own}; {@code texts}: see {@link JsonRows#texts}. */
    private PlainRows(boolean own, boolean texts, byte[] json, int from, int to) {
        this.own = own;
        this.texts = texts;
        this.json = json;
        this.at = from;
        this.end = to;
    }

    /** Not of the plain form; cheap, as it has no stack trace. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;

        private NotPlain() {
            super(null, null, false, false);
        }
    }

    /** The row; null when the strict reader has to look. */
    static @Nullable Object @Nullable [] read(JsonFields fields, byte[] json, int from, int to) {
        if (fields.size() > Long.SIZE || fields.isNested()) {
            return null;
        }
        try {
            return new PlainRows(fields.own, fields.texts, json, from, to).whole(fields);
        } catch (NotPlain e) {
            return null;
        }
    }

    /** Reads rows out of a body that holds more than one; see {@link #next}. */
    static PlainRows of(JsonFields fields, byte[] json) {
        return new PlainRows(fields.own, fields.texts, json, 0, json.length);
    }

    /** The row that begins at this index, whatever follows it; null when the strict reader has to look. */
    @Nullable Object @Nullable [] next(JsonFields fields, int from) {
        if (fields.size() > Long.SIZE || fields.isNested()) {
            return null;
        }
        try {
            at = from;
            return object(fields);
        } catch (NotPlain e) {
            return null;
        }
    }

    /** Index after the last row that was read. */
    int end() {
        return at;
    }

    /** The value whose text this is; null when it is none of a plain form. Not for NULL. */
    static @Nullable Object value(SqlType type, byte[] json, int from, int to) {
        try {
            return new PlainRows(false, false, json, from, to).value(type, true);
        } catch (NotPlain e) {
            return null;
        }
    }

    /** The elements of an array of these types, such as a key; null when the strict reader has to look. */
    static @Nullable Object @Nullable [] readArray(List<SqlType> types, boolean own, byte[] json) {
        try {
            return new PlainRows(own, false, json, 0, json.length).array(types);
        } catch (NotPlain e) {
            return null;
        }
    }

    private @Nullable Object[] array(List<SqlType> types) throws NotPlain {
        @Nullable Object[] elements = new Object[types.size()];
        skipBlanks();
        expect('[');
        for (int i = 0; i < elements.length; i++) {
            if (i > 0) {
                expect(',');
            }
            skipBlanks();
            elements[i] = value(types.get(i), true);
            skipBlanks();
        }
        expect(']');
        skipBlanks();
        if (at != end) {
            throw new NotPlain();
        }
        return elements;
    }

    private @Nullable Object[] whole(JsonFields fields) throws NotPlain {
        skipBlanks();
        @Nullable Object[] row = object(fields);
        skipBlanks();
        if (at != end) {
            throw new NotPlain();
        }
        return row;
    }

    private @Nullable Object[] object(JsonFields fields) throws NotPlain {
        @Nullable Object[] row = new Object[fields.size()];
        long seen = 0;
        int expected = 0;
        expect('{');
        skipBlanks();
        boolean more = peek() != '}';
        while (more) {
            int index = field(fields, expected);
            if ((seen & 1L << index) != 0) {
                throw new NotPlain();
            }
            seen |= 1L << index;
            expected = index + 1;
            skipBlanks();
            expect(':');
            skipBlanks();
            boolean kept = fields.wanted[index] && fields.kept[index];
            Object value = value(fields.types[index], kept);
            row[index] = kept ? value : null;
            skipBlanks();
            more = peek() == ',';
            if (more) {
                at++;
                skipBlanks();
            }
        }
        expect('}');
        if ((seen & fields.required) != fields.required) {
            throw new NotPlain();
        }
        return row;
    }

    /** Fields mostly come in declared order. */
    private int field(JsonFields fields, int expected) throws NotPlain {
        if (expected < fields.size() && take(fields.quoted[expected])) {
            return expected;
        }
        for (int index = 0; index < fields.size(); index++) {
            if (take(fields.quoted[index])) {
                return index;
            }
        }
        throw new NotPlain();
    }

    private @Nullable Object value(SqlType type, boolean kept) throws NotPlain {
        if (peek() == 'n') {
            if (!take(NULL) || !type.nullable() || type.kind() == TypeKind.JSON) {
                throw new NotPlain();
            }
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> bool();
            case SMALLINT, INTEGER, BIGINT -> integer(type.kind(), kept);
            case VARCHAR -> text(type, kept);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> time(type, kept);
            case REAL, DOUBLE -> floating(type.kind());
            case DECIMAL -> decimal(type);
            case UUID -> uuid(kept);
            default -> throw new NotPlain();
        };
    }

    private Object bool() throws NotPlain {
        boolean value = peek() == 't';
        if (!take(value ? TRUE : FALSE)) {
            throw new NotPlain();
        }
        return value;
    }

    private @Nullable Object integer(TypeKind kind, boolean kept) throws NotPlain {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + (json[at++] - '0');
        }
        int digits = at - start;
        boolean leadingZero = digits > 0 && json[start] == '0' && (digits > 1 || negative);
        if (digits == 0 || digits > LONG_DIGITS || leadingZero) {
            throw new NotPlain();
        }
        endOfValue();
        long signed = negative ? -value : value;
        if (kind == TypeKind.BIGINT) {
            return kept ? (Object) signed : null; // what is not kept is not worth an object either
        }
        if (kind == TypeKind.SMALLINT ? signed != (short) signed : signed != (int) signed) {
            throw new NotPlain();
        }
        return kept ? (Object) (int) signed : null;
    }

    private @Nullable Object text(SqlType type, boolean kept) throws NotPlain {
        expect('"');
        int start = at;
        at = AsciiText.end(json, at, end);
        boolean ascii = true;
        while (at < end && json[at] != '"') {
            byte b = json[at++];
            ascii &= b >= 0;
            if (b == '\\' || (b >= 0 && b < ' ')) {
                throw new NotPlain();
            }
        }
        int length = at - start;
        expect('"');
        boolean tooLong =
                length > STRING_BYTES_MAX || (type.precision() != SqlType.UNBOUNDED && length > type.precision());
        if (tooLong || (!ascii && Utf8.firstInvalid(json, start, start + length) != start + length)) {
            throw new NotPlain();
        }
        return kept ? new String(json, start, length, ascii ? ISO_8859_1 : UTF_8) : null;
    }

    private @Nullable Object time(SqlType type, boolean kept) throws NotPlain {
        expect('"');
        int digits = type.precision() == SqlType.UNBOUNDED ? IsoTimes.DIGITS_MAX : type.precision();
        if (type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMPTZ) {
            int to = PlainTimes.end(json, at, end);
            long micros = PlainTimes.timestamp(json, at, to, digits, type.kind() == TypeKind.TIMESTAMPTZ);
            if (micros != PlainTimes.NONE) {
                int start = at;
                at = to;
                expect('"');
                if (!kept) {
                    return null;
                }
                return texts ? new String(json, start, to - start, ISO_8859_1) : (Object) micros;
            }
        }
        int length = shortText('"');
        expect('"');
        char[] text = buffer();
        try {
            return switch (type.kind()) {
                case DATE -> (Object) IsoTimes.date(text, 0, length, own);
                case TIME -> IsoTimes.time(text, 0, length, digits);
                case TIMESTAMP -> IsoTimes.timestamp(text, 0, length, digits, own);
                default -> IsoTimes.timestampWithZone(text, 0, length, digits, own);
            };
        } catch (Refused e) {
            throw new NotPlain();
        }
    }

    private @Nullable Object uuid(boolean kept) throws NotPlain {
        expect('"');
        int length = shortText('"');
        expect('"');
        char[] text = buffer();
        if (!isUuid(text, 0, length)) {
            throw new NotPlain();
        }
        return kept ? UUID.fromString(new String(text, 0, length)) : null;
    }

    /** {@link UUID#fromString} also takes shorter groups. */
    static boolean isUuid(char[] text, int start, int length) {
        if (length != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text[start + i];
            if (isHyphen(i) ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a UUID has a hyphen there. */
    static boolean isHyphen(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private Object floating(TypeKind kind) throws NotPlain {
        int length = number();
        try {
            double value = JsonNumbers.floating(buffer(), 0, length, kind);
            return kind == TypeKind.REAL ? (Object) (float) value : (Object) value;
        } catch (Refused e) {
            throw new NotPlain();
        }
    }

    private Object decimal(SqlType type) throws NotPlain {
        boolean quoted = peek() == '"';
        if (quoted) {
            at++;
        }
        int length = quoted ? shortText('"') : number();
        if (quoted) {
            expect('"');
        }
        try {
            if (!JsonNumbers.isNumber(buffer(), 0, length)) {
                throw new NotPlain();
            }
            if (texts && type.precision() == SqlType.UNBOUNDED) {
                return new String(buffer(), 0, length);
            }
            return JsonNumbers.decimal(buffer(), 0, length, type, JsonNumbers.LENGTH_MAX);
        } catch (Refused e) {
            throw new NotPlain();
        }
    }

    /** A number without an exponent, into {@link #shortText}. */
    private int number() throws NotPlain {
        int start = at;
        char[] text = buffer();
        while (at < end && (json[at] == '-' || json[at] == '.' || (json[at] >= '0' && json[at] <= '9'))) {
            if (at - start == SHORT_MAX) {
                throw new NotPlain();
            }
            text[at - start] = (char) json[at];
            at++;
        }
        endOfValue();
        if (!JsonNumbers.isNumber(text, 0, at - start)) {
            throw new NotPlain();
        }
        return at - start;
    }

    /** What stands before this character, into {@link #shortText}. */
    private int shortText(char until) throws NotPlain {
        int start = at;
        char[] text = buffer();
        while (at < end && json[at] != until) {
            byte b = json[at];
            if (b < ' ' || b == '\\' || at - start == SHORT_MAX) {
                throw new NotPlain();
            }
            text[at - start] = (char) b;
            at++;
        }
        return at - start;
    }

    private char[] buffer() {
        char[] text = shortText;
        if (text == null) {
            text = new char[SHORT_MAX];
            shortText = text;
        }
        return text;
    }

    /** A number ends where the value does. */
    private void endOfValue() throws NotPlain {
        int next = peek();
        if (next != ',' && next != '}' && next != ']' && next > ' ') {
            throw new NotPlain();
        }
    }

    private void skipBlanks() {
        while (at < end && isBlank(json[at])) {
            at++;
        }
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The byte here; 0 at the end. */
    private int peek() {
        return at < end ? json[at] : 0;
    }

    private void expect(char wanted) throws NotPlain {
        if (peek() != wanted) {
            throw new NotPlain();
        }
        at++;
    }

    /** Steps over these bytes if they are here. */
    private boolean take(byte[] wanted) {
        if (end - at < wanted.length || !AsciiText.isAt(wanted, json, at)) {
            return false;
        }
        at += wanted.length;
        return true;
    }
}
