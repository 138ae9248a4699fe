package io.weirpool.common.topic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON of what stands in topics besides rows. */
final class TopicJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TopicJson() {}

    /** What is there is not what was written; the message says where. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Writes fields into one object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] write(Fields fields) {
        try (var out = new ByteArrayOutputStream(256);
                JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
    }

    /** Makes a record of the fields of an object; fields it does not ask for are left to newer versions. */
    interface Reading<T> {
        T from(ObjectNode node) throws Malformed;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param what it is, for people: "a marker"
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    static <T> T parse(byte[] utf8, String what, Reading<T> reading) {
        try {
            return reading.from(read(utf8));
        } catch (Malformed | IllegalArgumentException | ArithmeticException e) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, what + " cannot be read: " + e.getMessage());
        }
    }

    static ObjectNode read(byte[] utf8) throws Malformed {
        JsonNode node;
        try {
            node = MAPPER.readTree(utf8);
        } catch (JsonProcessingException e) {
            throw new Malformed(e.getOriginalMessage());
        } catch (IOException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Malformed("no JSON object");
    }

    /** {@code {"flights.flight_event":{"0":124,"3":77}}}: log, partition, next offset. */
    static void writePosition(JsonGenerator json, Position position) throws IOException {
        String log = null;
        for (Map.Entry<LogPartition, Long> entry : position.nextOffsets().entrySet()) {
            LogPartition partition = entry.getKey();
            if (!partition.log().equals(log)) {
                if (log != null) {
                    json.writeEndObject();
                }
                log = partition.log();
                json.writeObjectFieldStart(log);
            }
            json.writeNumberField(Integer.toString(partition.partition()), entry.getValue());
        }
        if (log != null) {
            json.writeEndObject();
        }
    }

    /** An object of which these are the only fields. By hand where nothing is to be escaped, as every answer has two. */
    static byte[] positionAlone(Position position) {
        StringBuilder json = new StringBuilder(64).append('{');
        String log = null;
        for (Map.Entry<LogPartition, Long> entry : position.nextOffsets().entrySet()) {
            LogPartition partition = entry.getKey();
            if (partition.log().equals(log)) {
                json.append(',');
            } else {
                if (!isPlain(partition.log())) {
                    return write(out -> writePosition(out, position));
                }
                json.append(log == null ? "\"" : "},\"").append(partition.log()).append("\":{");
                log = partition.log();
            }
            json.append('"').append(partition.partition()).append("\":").append(entry.getValue());
        }
        return json.append(log == null ? "}" : "}}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What a topic's name is made of. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    static Position readPosition(@Nullable JsonNode node) throws Malformed {
        if (!(node instanceof ObjectNode logs)) {
            throw new Malformed("no position");
        }
        TreeMap<LogPartition, Long> offsets = new TreeMap<>();
        for (Map.Entry<String, JsonNode> log : logs.properties()) {
            if (!(log.getValue() instanceof ObjectNode partitions)) {
                throw new Malformed("no partitions");
            }
            for (Map.Entry<String, JsonNode> partition : partitions.properties()) {
                offsets.put(
                        new LogPartition(log.getKey(), partition(partition.getKey())), offset(partition.getValue()));
            }
        }
        return new Position(offsets);
    }

    private static int partition(String text) throws Malformed {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Malformed("no partition number");
        }
        return Integer.parseInt(text);
    }

    private static long offset(JsonNode node) throws Malformed {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new Malformed("no offset");
        }
        return node.longValue();
    }

    static String text(ObjectNode node, String field) throws Malformed {
        String text = optionalText(node, field);
        if (text == null) {
            throw new Malformed("no \"" + field + "\"");
        }
        return text;
    }

    static @Nullable String optionalText(ObjectNode node, String field) throws Malformed {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Malformed("\"" + field + "\" is no text");
        }
        return value.textValue();
    }

    static long number(ObjectNode node, String field) throws Malformed {
        JsonNode value = node.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed("no number \"" + field + "\"");
        }
        return value.longValue();
    }
}
