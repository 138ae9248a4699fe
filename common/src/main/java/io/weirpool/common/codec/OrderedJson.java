package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * JSON as bytes whose unsigned order is that of PostgreSQL's {@code jsonb}; equal values have equal bytes, 1 and 1.0 too.
 *
 * <p>A value is a tag and what follows: null, text as escaped UTF-8, numbers as {@link OrderedDecimal}, false, true,
 * arrays and objects with the number of their elements or fields before these, so that longer ones come after shorter.
 * Only an array without elements that is in no other value comes before all, as it does in PostgreSQL.
 */
final class OrderedJson {
    private static final int NO_ELEMENTS = 1;
    private static final int NULL = 2;
    private static final int TEXT = 3;
    private static final int NUMBER = 4;
    private static final int FALSE = 5;
    private static final int TRUE = 6;
    private static final int ARRAY = 7;
    private static final int OBJECT = 8;

    private OrderedJson() {}

    /** @param json canonical, as {@link JsonText} makes it */
    static void write(ByteOutput out, String json) {
        if (json.equals("[]")) {
            out.writeByte(NO_ELEMENTS);
            return;
        }
        try (JsonParser parser = JsonReading.FACTORY.createParser(json)) {
            parser.nextToken();
            write(out, parser);
        } catch (IOException e) {
            throw new UncheckedIOException("not canonical JSON", e);
        }
    }

    private static void write(ByteOutput out, JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> out.writeByte(NULL);
            case VALUE_FALSE -> out.writeByte(FALSE);
            case VALUE_TRUE -> out.writeByte(TRUE);
            case VALUE_STRING -> writeText(out, parser.getText());
            case START_ARRAY -> writeElements(out, parser);
            case START_OBJECT -> writeFields(out, parser);
            default -> {
                out.writeByte(NUMBER);
                OrderedDecimal.write(out, new BigDecimal(parser.getText()));
            }
        }
    }

    private static void writeText(ByteOutput out, String text) {
        out.writeByte(TEXT);
        KeyCodec.writeEscaped(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeElements(ByteOutput out, JsonParser parser) throws IOException {
        ByteOutput elements = new ByteOutput(KeyCodec.CAPACITY);
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            write(elements, parser);
        }
        out.writeByte(ARRAY);
        out.writeInt(count);
        out.writeBytes(elements.toByteArray());
    }

    private static void writeFields(ByteOutput out, JsonParser parser) throws IOException {
        ByteOutput fields = new ByteOutput(KeyCodec.CAPACITY);
        int count = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName(), count++) {
            writeText(fields, name);
            parser.nextToken();
            write(fields, parser);
        }
        out.writeByte(OBJECT);
        out.writeInt(count);
        out.writeBytes(fields.toByteArray());
    }

    /**
     * The same text for all equal values.
     *
     * @param json canonical, as {@link JsonText} makes it
     */
    static String normal(String json) {
        ByteOutput out = new ByteOutput(json.length() + 1);
        write(out, json);
        return read(new ByteInput(out.toByteArray()));
    }

    /** The canonical text of one of the equal values: numbers without zeros at their end. */
    static String read(ByteInput in) {
        StringBuilder text = new StringBuilder();
        read(in, text);
        return text.toString();
    }

    private static void read(ByteInput in, StringBuilder text) {
        int tag = in.readByte();
        switch (tag) {
            case NO_ELEMENTS -> text.append("[]");
            case NULL -> text.append("null");
            case FALSE -> text.append("false");
            case TRUE -> text.append("true");
            case TEXT -> JsonText.quote(new String(KeyCodec.readEscaped(in), StandardCharsets.UTF_8), text);
            case NUMBER -> text.append(OrderedDecimal.read(in).toPlainString());
            case ARRAY -> readElements(in, text);
            case OBJECT -> readFields(in, text);
            default -> throw ByteInput.corrupt("tag " + tag + " in JSON");
        }
    }

    private static void readElements(ByteInput in, StringBuilder text) {
        text.append('[');
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ");
            read(in, text);
        }
        text.append(']');
    }

    private static void readFields(ByteInput in, StringBuilder text) {
        text.append('{');
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ");
            read(in, text);
            text.append(": ");
            read(in, text);
        }
        text.append('}');
    }
}
