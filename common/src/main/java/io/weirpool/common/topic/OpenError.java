package io.weirpool.common.topic;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import org.jspecify.annotations.Nullable;

/**
 * Why a key of a view has no row now. JSON under the key {@code !error/<view key>} in the view topic, with the header
 * {@link Topics#HEADER_ERROR}; a tombstone there says that the key computes again.
 *
 * @param code slug of an {@link ErrorCode}
 * @param detail what was seen, values cut at 64 characters
 * @param traceparent of the command that led to it; null when unknown
 */
public record OpenError(
        String code, String detail, @Nullable String traceparent) {
    /** {@code {"code":"division-by-zero","detail":"1 / 0","traceparent":null}}. */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            json.writeStringField("traceparent", traceparent);
        });
    }

    /**
     * Reads what {@link #toJson} wrote; fields it does not know are left to newer versions.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static OpenError fromJson(byte[] utf8) {
        return TopicJson.parse(
                utf8,
                "an open error",
                node -> new OpenError(
                        TopicJson.text(node, "code"),
                        TopicJson.text(node, "detail"),
                        TopicJson.optionalText(node, "traceparent")));
    }
}
