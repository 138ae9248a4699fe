package io.weirpool.common.codec;

import io.weirpool.common.model.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Recognises rows whose bytes are what {@link JsonRows#write} writes for them, so that who stores rows in that form keeps
 * the bytes: no value is made but of the columns that are kept, and nothing is written again. Half the time of {@link
 * PlainRows} and its writing.
 *
 * <p>It goes over the bytes once and compares them with the only form they may have: every field in declared order, no
 * blanks, integers without signs and zeros that say nothing, decimals in quotes at their scale, times with seconds and
 * without zeros at the end. Of any other row, right or wrong, it says nothing. Not thread-safe.
 */
public final class WrittenRows {
    /** As an index: not as it would be written. */
    static final int NO = -1;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final JsonFields fields;
    private int end;

    WrittenRows(JsonFields fields) {
        this.fields = fields;
    }

    /**
     * The row that begins at {@code from}, whatever follows it: its kept columns, the others null although they need not
     * be. Null when the bytes are not what writing the row gives, or cannot be seen to be.
     *
     * @param to index after the last byte that may belong to it
     */
    public @Nullable Object @Nullable [] read(byte[] body, int from, int to) {
        if (fields.isNested()) {
            return null;
        }
        @Nullable Object[] row = new Object[fields.size()];
        int at = from;
        for (int i = 0; i < row.length; i++) {
            int value = afterName(i, body, at, to);
            at = value == NO ? NO : value(fields.types[i], body, value, to);
            if (at == NO || !keep(row, i, body, value, at)) {
                return null;
            }
        }
        if (fields.own || at == from || at >= to || body[at] != '}') {
            return null;
        }
        end = at + 1;
        return row;
    }

    /** Index after the last row that was read. */
    public int end() {
        return end;
    }

    private int afterName(int i, byte[] body, int at, int to) {
        return fields.wanted[i] ? after(fields.begins[i], body, at, to) : NO;
    }

    private boolean keep(@Nullable Object[] row, int i, byte[] body, int from, int to) {
        if (!fields.kept[i] || body[from] == 'n') {
            return true;
        }
        row[i] = PlainRows.value(fields.types[i], body, from, to);
        return row[i] != null;
    }

    /** Index after the value. */
    private static int value(SqlType type, byte[] body, int at, int to) {
        if (at < to && body[at] == 'n') {
            return type.nullable() ? after(NULL, body, at, to) : NO;
        }
        return switch (type.kind()) {
            case BOOLEAN -> after(at < to && body[at] == 't' ? TRUE : FALSE, body, at, to);
            case SMALLINT, INTEGER, BIGINT -> WrittenNumbers.integer(body, at, to, type.kind());
            case REAL, DOUBLE -> WrittenNumbers.floating(body, at, to, type.kind());
            default -> quoted(type, body, at, to);
        };
    }

    private static int quoted(SqlType type, byte[] body, int at, int to) {
        if (at >= to || body[at] != '"') {
            return NO;
        }
        int after = switch (type.kind()) {
            case VARCHAR -> text(body, at + 1, to, type.precision());
            case DECIMAL -> WrittenNumbers.decimal(body, at + 1, to, type);
            case DATE -> WrittenTimes.date(body, at + 1, to);
            case TIME -> WrittenTimes.time(body, at + 1, to, fractionDigits(type));
            case TIMESTAMP -> WrittenTimes.timestamp(body, at + 1, to, fractionDigits(type));
            case TIMESTAMPTZ -> WrittenTimes.timestampWithZone(body, at + 1, to, fractionDigits(type));
            case UUID -> uuid(body, at + 1, to);
            default -> NO;
        };
        return after != NO && after < to && body[after] == '"' ? after + 1 : NO;
    }

    private static int fractionDigits(SqlType type) {
        return type.precision() == SqlType.UNBOUNDED ? IsoTimes.DIGITS_MAX : type.precision();
    }

    /** Text without anything that is escaped; as no character has less than a byte, bytes are enough for its length. */
    private static int text(byte[] body, int from, int to, int charactersMax) {
        int at = AsciiText.end(body, from, to);
        boolean ascii = true;
        while (at < to && body[at] != '"') {
            byte b = body[at++];
            ascii &= b >= 0;
            if (b == '\\' || (b >= 0 && b < ' ')) {
                return NO;
            }
        }
        boolean fits = charactersMax == SqlType.UNBOUNDED || at - from <= charactersMax;
        return fits && (ascii || Utf8.firstInvalid(body, from, at) == at) ? at : NO;
    }

    /** In lower case. */
    private static int uuid(byte[] body, int from, int to) {
        if (to - from < PlainRows.UUID_LENGTH) {
            return NO;
        }
        for (int i = 0; i < PlainRows.UUID_LENGTH; i++) {
            byte b = body[from + i];
            boolean right = PlainRows.isHyphen(i) ? b == '-' : (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
            if (!right) {
                return NO;
            }
        }
        return from + PlainRows.UUID_LENGTH;
    }

    /** Index after these bytes, if they are here. */
    private static int after(byte[] wanted, byte[] body, int at, int to) {
        int length = wanted.length;
        return to - at >= length && AsciiText.isAt(wanted, body, at) ? at + length : NO;
    }
}
