package io.weirpool.app.demo.nexmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes one event's object, field by field. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
    private static final int SIZE = 512;

    private final String source;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(SIZE);
    private final JsonGenerator json;

    EventJson(String source) {
        this.source = source;
        try {
            json = JSON.createGenerator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    EventJson put(String field, long value) {
        return write(() -> json.writeNumberField(field, value));
    }

    EventJson put(String field, String value) {
        return write(() -> json.writeStringField(field, value));
    }

    EventJson put(String field, LocalDateTime value) {
        return put(field, MILLISECONDS.format(value));
    }

    NexmarkEvent event() {
        write(() -> {
            json.writeEndObject();
            json.close();
        });
        return new NexmarkEvent(source, bytes.toByteArray());
    }

    /** Something that writes. */
    private interface Writing {
        void run() throws IOException;
    }

    private EventJson write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }
}
