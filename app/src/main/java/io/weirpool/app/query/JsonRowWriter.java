package io.weirpool.app.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.weirpool.common.codec.ArrayText;
import io.weirpool.common.codec.IntervalText;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.SqlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects: in an array, or one a line. Values have the form they have in posts; see docs/types.md. */
final class JsonRowWriter implements PageFormat.RowWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Column> columns;
    private final boolean array;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private final JsonGenerator json;

    JsonRowWriter(List<Column> columns, boolean array) {
        this.columns = columns;
        this.array = array;
        try {
            json = JSON.createGenerator(bytes);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            if (array) {
                json.setPrettyPrinter(new MinimalPrettyPrinter(""));
                json.writeStartArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void row(@Nullable String[] values) {
        try {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i).name().value());
                value(columns.get(i).type(), values[i]);
            }
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(SqlType type, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNull();
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> json.writeBoolean(text.startsWith("t")); // true, or t in an array
            case SMALLINT, INTEGER, BIGINT -> json.writeNumber(text);
            case REAL, DOUBLE -> floating(text);
            case JSON -> json.writeRawValue(text);
            case TIMESTAMP -> json.writeString(text.replace(' ', 'T'));
            case TIMESTAMPTZ -> json.writeString(zoned(text));
            case VARBINARY -> json.writeString(text);
            case INTERVAL ->
                json.writeString(IntervalText.parse(text).map(Interval::iso).orElse(text));
            case DECIMAL, VARCHAR, CHAR, DATE, TIME, UUID -> json.writeString(text);
            default -> array(type.element(), text);
        }
    }

    private void array(SqlType element, String text) throws IOException {
        json.writeStartArray();
        for (String value : ArrayText.parse(text).orElseThrow()) {
            value(element, value);
        }
        json.writeEndArray();
    }

    private void floating(String text) throws IOException {
        boolean finite = Character.isDigit(text.charAt(text.length() - 1));
        if (finite) {
            json.writeNumber(text);
        } else {
            json.writeString(text); // NaN, Infinity, -Infinity
        }
    }

    /** The session's zone is UTC: {@code 2001-06-15 18:00:00+00} becomes {@code 2001-06-15T18:00:00Z}. */
    private static String zoned(String text) {
        return text.replace(' ', 'T').replace("+00", "Z");
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public byte[] finish() {
        try {
            if (array) {
                json.writeEndArray();
            }
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!array && bytes.size() > 0) {
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }
}
