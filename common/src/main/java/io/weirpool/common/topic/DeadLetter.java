package io.weirpool.common.topic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A command, or one view's handling of a key or row, that could not be applied. JSON in the dead letter topic; a row of
 * {@code weirpool.dead_letters}.
 *
 * @param id fixed for its cause and place, so that a copy is recognised: {@code <log>/<partition>/<offset>[/<view>.v<n>]}
 * @param source the source's name
 * @param partition of the log
 * @param offset in that partition
 * @param view {@code <view>.v<n>}; null when no view took the command
 * @param code slug of an {@link io.weirpool.common.error.ErrorCode}
 * @param detail what was seen, values cut at 64 characters
 * @param key the record's key, cut at 1 MiB here; null when it had none
 * @param payload the record's value, cut at 1 MiB here; null for a delete
 * @param traceparent null when unknown
 * @param atMicros when it was found, microseconds since the epoch
 */
public record DeadLetter(
        String id,
        String source,
        int partition,
        long offset,
        @Nullable String view,
        String code,
        String detail,
        @Nullable Bytes key,
        @Nullable Bytes payload,
        @Nullable String traceparent,
        long atMicros) {
    /** The size of the largest command ingest takes; whoever writes more to a topic by himself gets its beginning. */
    public static final int PAYLOAD_BYTES_MAX = 1 << 20;
    /** Of a record in the dead letter topic: key and payload, each at most twice as long as text, and the rest. */
    public static final int RECORD_BYTES_MAX = 5 << 20;

    public DeadLetter {
        key = cut(key);
        payload = cut(payload);
    }

    private static @Nullable Bytes cut(@Nullable Bytes bytes) {
        return bytes == null || bytes.length() <= PAYLOAD_BYTES_MAX
                ? bytes
                : Bytes.wrap(Arrays.copyOf(bytes.array(), PAYLOAD_BYTES_MAX));
    }

    /**
     * One JSON object. Key and payload stand in {@code key} and {@code payload} when they are text, else in {@code
     * key_base64} and {@code payload_base64}.
     */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeStringField("id", id);
            json.writeStringField("source", source);
            json.writeNumberField("partition", partition);
            json.writeNumberField("offset", offset);
            json.writeStringField("view", view);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            writeBytes(json, "key", key);
            writeBytes(json, "payload", payload);
            json.writeStringField("traceparent", traceparent);
            json.writeNumberField("at", atMicros);
        });
    }

    /**
     * Reads what {@link #toJson} wrote; fields it does not know are left to newer versions.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static DeadLetter fromJson(byte[] utf8) {
        return TopicJson.parse(
                utf8,
                "a dead letter",
                node -> new DeadLetter(
                        TopicJson.text(node, "id"),
                        TopicJson.text(node, "source"),
                        Math.toIntExact(TopicJson.number(node, "partition")),
                        TopicJson.number(node, "offset"),
                        TopicJson.optionalText(node, "view"),
                        TopicJson.text(node, "code"),
                        TopicJson.text(node, "detail"),
                        readBytes(node, "key"),
                        readBytes(node, "payload"),
                        TopicJson.optionalText(node, "traceparent"),
                        TopicJson.number(node, "at")));
    }

    private static void writeBytes(JsonGenerator json, String field, @Nullable Bytes bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(field);
            return;
        }
        String text = text(bytes);
        if (text == null) {
            json.writeStringField(field + "_base64", Base64.getEncoder().encodeToString(bytes.array()));
        } else {
            json.writeStringField(field, text);
        }
    }

    private static @Nullable Bytes readBytes(ObjectNode node, String field) throws TopicJson.Malformed {
        String base64 = TopicJson.optionalText(node, field + "_base64");
        if (base64 != null) {
            return Bytes.wrap(Base64.getDecoder().decode(base64));
        }
        String text = TopicJson.optionalText(node, field);
        return text == null ? null : Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as text; null when they are no UTF-8 or hold control characters, which JSON makes six times as long. */
    private static @Nullable String text(Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.array()))
                    .toString();
            boolean control = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
            return control ? null : text;
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
