package io.weirpool.app.demo.expected;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A gzipped file of JSON objects without nested values. */
final class InputFile {
    private static final JsonFactory JSON = new JsonFactory();

    private InputFile() {}

    /** An object's values as text by field name; a field that is null is absent. */
    record Row(Map<String, String> fields) {
        Row {
            fields = Map.copyOf(fields);
        }

        String text(String field) {
            return requireNonNull(fields.get(field), field);
        }

        long number(String field) {
            return Long.parseLong(text(field));
        }

        boolean has(String field) {
            return fields.containsKey(field);
        }
    }

    /** Reads the stream to its end. */
    static void forEach(InputStream gzipped, Consumer<Row> action) throws IOException {
        parse(new GZIPInputStream(gzipped), action);
    }

    /** Reads JSON objects that are not compressed to their end. */
    static void parse(InputStream objects, Consumer<Row> action) throws IOException {
        try (JsonParser parser = JSON.createParser(objects)) {
            Map<String, String> row = new HashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    action.accept(new Row(row));
                    row = new HashMap<>();
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    row.put(parser.currentName(), parser.getText());
                }
            }
        }
    }
}
