package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one mapping from JSON to values; {@link JsonWriter} is its inverse and {@code docs/types.md} shows both. */
final class JsonValues {
    private JsonValues() {}

    /**
     * The value at which the parser stands; not called for null.
     *
     * @param own whether a view may have computed it, so that it can be anything PostgreSQL holds
     */
    static Object read(JsonParser parser, SqlType type, boolean own) throws IOException, Refused {
        return switch (type.kind()) {
            case BOOLEAN -> readBoolean(parser);
            case SMALLINT, INTEGER -> (int) readInteger(parser, type.kind());
            case BIGINT -> readInteger(parser, type.kind());
            case REAL -> (float) readFloating(parser, type.kind());
            case DOUBLE -> readFloating(parser, type.kind());
            case DECIMAL -> readDecimal(parser, type, own);
            case VARCHAR -> readText(parser, type);
            case CHAR -> readChar(parser, type);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> readTime(parser, type, own);
            case INTERVAL -> readInterval(parser);
            case UUID -> readUuid(parser);
            case VARBINARY -> readBytes(parser);
            case JSON -> JsonText.read(parser);
            default -> readArray(parser, type.element(), own);
        };
    }

    private static ArrayValue readArray(JsonParser parser, SqlType element, boolean own) throws IOException, Refused {
        if (own && element.kind() == TypeKind.JSON && parser.currentToken() == JsonToken.VALUE_STRING) {
            return ArrayText.parse(parser.getText())
                    .map(texts -> ArrayValue.of(new ArrayList<@Nullable Object>(texts)))
                    .orElseThrow(() -> Refused.row("an array in PostgreSQL's form is wanted"));
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw mismatch(parser, "an array");
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            try {
                elements.add(token == JsonToken.VALUE_NULL ? null : read(parser, element, own));
            } catch (Refused e) {
                throw new Refused(e.code(), "element %d: %s".formatted(elements.size() + 1, e.detail()));
            }
        }
        return ArrayValue.of(elements);
    }

    private static Object readBoolean(JsonParser parser) throws IOException, Refused {
        JsonToken token = parser.currentToken();
        if (!token.isBoolean()) {
            throw mismatch(parser, "true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static long readInteger(JsonParser parser, TypeKind kind) throws IOException, Refused {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw mismatch(parser, "an integer without quotes, point or exponent");
        }
        return JsonNumbers.integer(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), kind);
    }

    private static double readFloating(JsonParser parser, TypeKind kind) throws IOException, Refused {
        if (parser.currentToken().isNumeric()) {
            return JsonNumbers.floating(
                    parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), kind);
        }
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw mismatch(parser, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
        };
    }

    private static Object readDecimal(JsonParser parser, SqlType type, boolean own) throws IOException, Refused {
        boolean number = parser.currentToken().isNumeric();
        if (!number && parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(parser, "a number or a string holding one");
        }
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        boolean unbounded = !number && type.precision() == SqlType.UNBOUNDED;
        int lengthMax = unbounded && own ? JsonNumbers.UNBOUNDED_LENGTH_MAX : JsonNumbers.LENGTH_MAX;
        if (!number && !JsonNumbers.isNumber(text, start, length)) {
            throw mismatch(parser, "a number or a string holding one");
        }
        return JsonNumbers.decimal(text, start, length, type, lengthMax);
    }

    private static String readText(JsonParser parser, SqlType type) throws IOException, Refused {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(parser, "a string");
        }
        return withinLength(JsonText.checked(parser.getText()), type);
    }

    private static String readChar(JsonParser parser, SqlType type) throws IOException, Refused {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(parser, "a string");
        }
        String text = JsonText.checked(parser.getText());
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return withinLength(text.substring(0, end), type);
    }

    private static String withinLength(String text, SqlType type) throws Refused {
        int max = type.precision();
        if (max != SqlType.UNBOUNDED && text.length() > max) {
            int length = text.codePointCount(0, text.length());
            if (length > max) {
                throw Refused.row("%s has %d characters, %s holds %d".formatted(Excerpt.of(text), length, type, max));
            }
        }
        return text;
    }

    private static Object readTime(JsonParser parser, SqlType type, boolean own) throws IOException, Refused {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(parser, "a string in ISO 8601");
        }
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        if (type.kind() == TypeKind.DATE) {
            return IsoTimes.date(text, start, length, own);
        }
        int digits = type.precision() == SqlType.UNBOUNDED ? IsoTimes.DIGITS_MAX : type.precision();
        return switch (type.kind()) {
            case TIME -> IsoTimes.time(text, start, length, digits);
            case TIMESTAMP -> IsoTimes.timestamp(text, start, length, digits, own);
            default -> IsoTimes.timestampWithZone(text, start, length, digits, own);
        };
    }

    private static Object readInterval(JsonParser parser) throws IOException, Refused {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        return IntervalText.parse(text)
                .orElseThrow(() -> Refused.row(
                        "an interval such as \"P1DT2H30M\" or \"1 day 02:30:00\" is wanted, not " + Excerpt.of(text)));
    }

    private static Object readUuid(JsonParser parser) throws IOException, Refused {
        boolean valid = parser.currentToken() == JsonToken.VALUE_STRING
                && PlainRows.isUuid(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (valid) {
            return UUID.fromString(parser.getText());
        }
        throw mismatch(parser, "a string such as \"123e4567-e89b-12d3-a456-426614174000\"");
    }

    private static Object readBytes(JsonParser parser) throws IOException, Refused {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return Bytes.wrap(exactly(parser.getText()));
            } catch (IllegalArgumentException notBase64) {
                throw mismatch(parser, "a string in base64 (RFC 4648, section 4)");
            }
        }
        throw mismatch(parser, "a string in base64");
    }

    /**
     * The bytes that base64 text stands for.
     *
     * @throws IllegalArgumentException also when bits would be lost, as the last character has more than belong to a byte
     */
    static byte[] exactly(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        String again = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        if (!base64.startsWith(again)) {
            throw new IllegalArgumentException("bits are left over");
        }
        return bytes;
    }

    /** Says what is wanted and what is there. */
    static Refused mismatch(JsonParser parser, String wanted) throws IOException {
        return Refused.row(wanted + " is wanted, not " + shown(parser));
    }

    private static String shown(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the string " + Excerpt.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Excerpt.of(parser.getText());
            default -> parser.getText();
        };
    }
}
