package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as PostgreSQL prints {@code jsonb}: fields ordered by the length of their names in UTF-8 and then by its
 * bytes, of equal names the last, a blank after each comma and colon, numbers as {@code numeric} prints them. Equal
 * values have equal text, but for zeros at the end of a number, which {@code numeric} keeps.
 */
public final class JsonText {
    /** Nesting of a JSON value: deeper documents are attacks or mistakes, and reading recurses. */
    public static final int DEPTH_MAX = 100;

    /** JSON's null, which is a value. */
    static final String NULL = "null";

    /** A field's name with its bytes, made once: an object of many fields compares each name many times. */
    @SuppressWarnings("ArrayRecordComponent") // compared by compareTo only
    private record FieldName(String text, byte[] utf8) implements Comparable<FieldName> {
        static FieldName of(String text) {
            return new FieldName(text, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(FieldName other) {
            return utf8.length != other.utf8.length
                    ? Integer.compare(utf8.length, other.utf8.length)
                    : Arrays.compareUnsigned(utf8, other.utf8);
        }
    }

    private JsonText() {}

    /**
     * The canonical form of JSON text.
     *
     * @throws WeirpoolException what is wrong with it, with a code of a 400 or 422
     */
    public static String canonical(String json) {
        try (JsonParser parser = JsonReading.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new WeirpoolException(ErrorCode.MALFORMED_JSON, "JSON without a value");
            }
            String text = read(parser);
            if (parser.nextToken() != null) {
                throw new WeirpoolException(ErrorCode.MALFORMED_JSON, "something follows the JSON value");
            }
            return text;
        } catch (Refused e) {
            throw new WeirpoolException(e.code(), e.detail());
        } catch (JsonProcessingException e) {
            throw new WeirpoolException(ErrorCode.MALFORMED_JSON, e.getOriginalMessage());
        } catch (IOException e) {
            throw new WeirpoolException(ErrorCode.MALFORMED_JSON, String.valueOf(e.getMessage()));
        }
    }

    /** The value at which the parser stands, which it then stands at the end of. */
    static String read(JsonParser parser) throws IOException, Refused {
        StringBuilder out = new StringBuilder();
        read(parser, out, 0);
        return out.toString();
    }

    private static void read(JsonParser parser, StringBuilder out, int depth) throws IOException, Refused {
        JsonToken token = parser.currentToken();
        if (depth == DEPTH_MAX && token.isStructStart()) {
            throw Refused.row("JSON nested deeper than " + DEPTH_MAX);
        }
        switch (token) {
            case START_OBJECT -> readObject(parser, out, depth);
            case START_ARRAY -> readArray(parser, out, depth);
            case VALUE_STRING -> quote(checked(parser.getText()), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.append(readNumber(parser));
            default -> out.append(parser.getText());
        }
    }

    private static void readObject(JsonParser parser, StringBuilder out, int depth) throws IOException, Refused {
        Map<FieldName, String> fields = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            checked(name);
            parser.nextToken();
            StringBuilder value = new StringBuilder();
            read(parser, value, depth + 1);
            fields.put(FieldName.of(name), value.toString());
        }
        char before = '{';
        for (Map.Entry<FieldName, String> field : fields.entrySet()) {
            out.append(before == '{' ? "{" : ", ");
            quote(field.getKey().text(), out);
            out.append(": ").append(field.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void readArray(JsonParser parser, StringBuilder out, int depth) throws IOException, Refused {
        out.append('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            out.append(first ? "" : ", ");
            read(parser, out, depth + 1);
            first = false;
        }
        out.append(']');
    }

    /** As numeric prints it: written out, zeros after the point kept, no -0. */
    private static String readNumber(JsonParser parser) throws IOException, Refused {
        char[] text = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        JsonNumbers.requireLength(length, JsonNumbers.LENGTH_MAX);
        JsonNumbers.requireExponent(text, start, length);
        return new BigDecimal(text, start, length).toPlainString();
    }

    /** Text that PostgreSQL can hold: no U+0000, no half of a surrogate pair. */
    static String checked(String text) throws Refused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Refused(ErrorCode.NUL_CHARACTER, Excerpt.of(text.substring(0, i)) + " is followed by U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Refused(
                            ErrorCode.MALFORMED_JSON,
                            "\\u%04x is half of a surrogate pair and no character".formatted((int) c));
                }
                i++;
            }
        }
        return text;
    }

    /** A string in quotes, escaped as PostgreSQL does it. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escape = escape(c);
            if (escape == null) {
                out.append(c);
            } else {
                out.append(escape);
            }
        }
        out.append('"');
    }

    /** How a character must be written within quotes; null: as it is. */
    static @Nullable String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? "\\u%04x".formatted((int) c) : null;
        };
    }
}
