package io.weirpool.common.codec;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one mapping from values to JSON, the inverse of {@link JsonValues}. */
final class JsonWriter {
    private JsonWriter() {}

    /** As a field of a row: DECIMAL as a string at its scale, REAL and DOUBLE with the sign of -0. */
    static void write(ByteOutput out, TypeKind kind, Object value) {
        switch (kind) {
            case BOOLEAN -> out.writeAscii((Boolean) value ? "true" : "false");
            case SMALLINT, INTEGER, BIGINT -> writeInteger(out, ((Number) value).longValue());
            case REAL -> writeReal(out, (Float) value);
            case DOUBLE -> writeDouble(out, (Double) value);
            case DECIMAL -> writeDecimal(out, (BigDecimal) value);
            case VARCHAR, CHAR -> writeText(out, (String) value);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> writeTime(out, kind, ((Number) value).longValue());
            case INTERVAL -> writeQuotedAscii(out, ((Interval) value).iso());
            case UUID -> writeQuotedAscii(out, value.toString());
            case VARBINARY -> writeQuotedAscii(out, Base64.getEncoder().encodeToString(((Bytes) value).array()));
            case JSON -> out.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
            default -> writeArray(out, kind, (ArrayValue) value, element -> write(out, kind.element(), element));
        }
    }

    /** An array of JSON with a null of JSON's is PostgreSQL's text, in which that is not NULL: {@code {1,"null",NULL}}. */
    private static void writeArray(ByteOutput out, TypeKind kind, ArrayValue array, Consumer<Object> writer) {
        if (kind.element() == TypeKind.JSON && array.elements().contains(JsonText.NULL)) {
            List<@Nullable String> texts = new ArrayList<>(array.size());
            array.elements().forEach(element -> texts.add((String) element));
            writeText(out, ArrayText.print(texts));
        } else {
            writeElements(out, array, writer);
        }
    }

    private static void writeElements(ByteOutput out, ArrayValue array, Consumer<Object> writer) {
        out.writeByte('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.writeByte(',');
            }
            Object element = array.get(i);
            if (element == null) {
                out.writeAscii("null");
            } else {
                writer.accept(element);
            }
        }
        out.writeByte(']');
    }

    /** As a part of a key: equal values are written alike. */
    static void writeKeyPart(ByteOutput out, TypeKind kind, Object value) {
        switch (kind) {
            case REAL -> writeReal(out, Values.normal((Float) value));
            case DOUBLE -> writeDouble(out, Values.normal((Double) value));
            case DECIMAL -> writeStripped(out, (BigDecimal) value);
            case INTERVAL -> {
                Interval interval = (Interval) value;
                write(out, kind, Interval.ofSpan(interval.wholeDays(), interval.rest()));
            }
            case JSON -> out.writeBytes(KeyedJson.part((String) value).getBytes(StandardCharsets.UTF_8));
            default -> {
                if (value instanceof ArrayValue array && kind.element() == TypeKind.JSON) {
                    write(out, kind, KeyedJson.elements(array));
                } else if (value instanceof ArrayValue array) {
                    writeArray(out, kind, array, element -> writeKeyPart(out, kind.element(), element));
                } else {
                    write(out, kind, value);
                }
            }
        }
    }

    private static void writeDecimal(ByteOutput out, BigDecimal value) {
        out.writeByte('"');
        PlainDecimals.write(out, value);
        out.writeByte('"');
    }

    private static void writeStripped(ByteOutput out, BigDecimal value) {
        out.writeAscii(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    private static void writeInteger(ByteOutput out, long value) {
        out.writeDecimal(value);
    }

    private static void writeDouble(ByteOutput out, double value) {
        if (Double.isFinite(value)) {
            out.writeAscii(ShortestNumbers.of(value));
        } else {
            writeQuotedAscii(out, Double.toString(value));
        }
    }

    private static void writeReal(ByteOutput out, float value) {
        if (Float.isFinite(value)) {
            out.writeAscii(ShortestNumbers.of(value));
        } else {
            writeQuotedAscii(out, Float.toString(value));
        }
    }

    private static void writeTime(ByteOutput out, TypeKind kind, long value) {
        out.writeByte('"');
        if (kind == TypeKind.DATE) {
            IsoTimes.writeDate(out, value);
            IsoTimes.writeEra(out, value);
        } else if (kind == TypeKind.TIME) {
            IsoTimes.writeTime(out, value);
        } else {
            IsoTimes.writeTimestamp(out, value);
            if (kind == TypeKind.TIMESTAMPTZ) {
                out.writeByte('Z');
            }
            IsoTimes.writeEra(out, Math.floorDiv(value, IsoTimes.MICROS_PER_DAY));
        }
        out.writeByte('"');
    }

    private static void writeQuotedAscii(ByteOutput out, String text) {
        out.writeByte('"');
        out.writeAscii(text);
        out.writeByte('"');
    }

    /** ASCII that needs no escape is copied; from the first other character on, the rest is escaped and encoded. */
    static void writeText(ByteOutput out, String text) {
        out.writeByte('"');
        int plain = plainPrefix(text);
        if (plain == text.length()) {
            out.writeAscii(text);
        } else {
            out.writeBytes(escaped(text).getBytes(StandardCharsets.UTF_8));
        }
        out.writeByte('"');
    }

    private static int plainPrefix(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return i;
            }
            i++;
        }
        return i;
    }

    private static String escaped(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16);
        JsonText.quote(text, quoted);
        return quoted.substring(1, quoted.length() - 1);
    }
}
