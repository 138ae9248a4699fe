package io.weirpool.common.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in JSON, one or an array of them: the attributes of each and where its data is. The data is not
 * looked at. Used once, by one thread.
 */
public final class CloudEvents implements AutoCloseable {
    /** The only version there is since 2019. */
    private static final String VERSION = "1.0";

    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,255}");
    private static final int ID_CHARACTERS_MAX = 1_024;
    private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");

    private final byte[] body;
    private final boolean batch;
    private final JsonParser parser;
    private JsonErrors errors;
    private int index = -1;
    private boolean ended;

    /**
     * An event or what is wrong with it.
     *
     * @param id what tells it from all others: its source and its id
     * @param data the data as JSON text
     * @param from index of the data's first byte in {@code data}
     * @param to index after its last
     * @param line of the body that the data begins in; 0 when the data stood in base64
     * @param pointer JSON pointer to the data
     * @param errors when there are some, nothing else counts
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Event(String id, byte[] data, int from, int to, int line, String pointer, List<FieldError> errors) {}

    private CloudEvents(byte[] body, boolean batch) {
        this.body = body;
        this.batch = batch;
        this.errors = new JsonErrors("", 0);
        try {
            this.parser = JsonReading.FACTORY.createParser(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: opening reads nothing
        }
    }

    /** {@code batch}: whether the body is an array of events, else one. */
    public static CloudEvents open(byte[] body, boolean batch) {
        return new CloudEvents(body, batch);
    }

    /**
     * What tells an event from all others.
     *
     * @throws IllegalArgumentException with what is wrong, when a required attribute is missing, empty, or not of version
     *     1.0
     */
    public static String identity(Map<String, String> attributes) {
        for (String name : REQUIRED.stream().sorted().toList()) {
            String value = attributes.get(name);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException("the event has no " + name);
            }
        }
        if (!VERSION.equals(attributes.get("specversion"))) {
            throw new IllegalArgumentException(
                    "specversion is " + Excerpt.of(String.valueOf(attributes.get("specversion"))) + ", wanted 1.0");
        }
        String id = attributes.get("source") + "\n" + attributes.get("id");
        if (id.length() > ID_CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "source and id have more than %,d characters".formatted(ID_CHARACTERS_MAX));
        }
        return "event\n" + id;
    }

    /** Whether an attribute may be called so: lower-case letters and digits. */
    public static boolean isAttribute(String name) {
        return ATTRIBUTE.matcher(name).matches();
    }

    /** The next event; null when there is none. After one that is malformed JSON there is none. */
    public @Nullable Event next() {
        if (ended) {
            return null;
        }
        index++;
        String pointer = batch ? "/" + index : "";
        errors = new JsonErrors(pointer, 0);
        Event[] found = new Event[1];
        JsonRows.Parsed read = new JsonRowReader(parser, errors).read(() -> {
            found[0] = read(pointer);
            return null;
        });
        ended |= read.malformed();
        return read.errors().isEmpty() ? found[0] : new Event("", body, 0, 0, 0, pointer, read.errors());
    }

    private @Nullable Event read(String pointer) throws IOException {
        if (index == 0 && (!JsonRows.checkUtf8(body, 0, body.length, errors) || !begin())) {
            ended = true;
            return null;
        }
        if (batch ? parser.nextToken() == JsonToken.END_ARRAY : index > 0) {
            ended = true;
            requireEnd();
            return null;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            errors.add(parser.currentTokenLocation(), ErrorCode.ROW_INVALID, "an event is an object");
            parser.skipChildren();
            return null;
        }
        Envelope envelope = new Envelope();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            envelope.field(parser.currentName());
        }
        return envelope.event(pointer);
    }

    private boolean begin() throws IOException {
        JsonToken token = parser.nextToken();
        if (batch && token != JsonToken.START_ARRAY) {
            errors.add(parser.currentTokenLocation(), ErrorCode.ROW_INVALID, "a batch is an array of events");
            return false;
        }
        return true;
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            errors.add(parser.currentTokenLocation(), ErrorCode.MALFORMED_JSON, "a second value follows the first");
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: closing does nothing
        }
    }

    /** The fields of one event as they come. */
    private final class Envelope {
        private final Map<String, String> attributes = new TreeMap<>();
        private final Set<String> seen = new HashSet<>();
        private byte[] data = body;
        private int from = -1;
        private int to;
        private int line;
        private String dataField = "data";

        void field(String name) throws IOException {
            JsonToken value = parser.nextToken();
            if (!seen.add(name)) {
                refuse(name, ErrorCode.DUPLICATE_KEY, "the field is there already");
                parser.skipChildren();
            } else if (name.equals("data")) {
                from = (int) parser.currentTokenLocation().getByteOffset();
                line = parser.currentTokenLocation().getLineNr();
                parser.skipChildren();
                parser.finishToken();
                to = (int) parser.currentLocation().getByteOffset();
            } else if (name.equals("data_base64")) {
                base64(name);
            } else if (!isAttribute(name)) {
                String lower = name.toLowerCase(Locale.ROOT);
                String hint = isAttribute(lower) ? "; did you mean " + Excerpt.of(lower) + "?" : "";
                refuse(
                        name,
                        ErrorCode.REQUEST_INVALID,
                        "an attribute has lower-case letters and digits, not " + Excerpt.of(name) + hint);
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING) {
                attributes.put(name, parser.getText());
            } else {
                if (REQUIRED.contains(name) || value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                    refuse(name, ErrorCode.REQUEST_INVALID, "not a text");
                }
                parser.skipChildren();
            }
        }

        private void base64(String name) throws IOException {
            dataField = name;
            try {
                data = JsonValues.exactly(parser.getText());
                from = 0;
                to = data.length;
                line = 0;
            } catch (IllegalArgumentException e) {
                refuse(name, ErrorCode.REQUEST_INVALID, "not base64");
            }
        }

        private void refuse(String name, ErrorCode code, String detail) {
            errors.addAt(name, parser.currentTokenLocation(), code, detail);
        }

        @Nullable Event event(String pointer) {
            if (seen.contains("data") && seen.contains("data_base64")) {
                errors.add(parser.currentTokenLocation(), ErrorCode.REQUEST_INVALID, "data and data_base64 both");
                return null;
            }
            if (!isJson(attributes.getOrDefault("datacontenttype", "application/json"))) {
                refuse("datacontenttype", ErrorCode.REQUEST_INVALID, "the data is not application/json");
                return null;
            }
            if (from < 0) {
                errors.add(parser.currentTokenLocation(), ErrorCode.ROW_INVALID, "the event has no data");
                return null;
            }
            try {
                return new Event(identity(attributes), data, from, to, line, pointer + "/" + dataField, List.of());
            } catch (IllegalArgumentException e) {
                errors.add(parser.currentTokenLocation(), ErrorCode.REQUEST_INVALID, String.valueOf(e.getMessage()));
                return null;
            }
        }

        private boolean isJson(String type) {
            String essence = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
            return essence.equals("application/json") || essence.endsWith("+json");
        }
    }
}
