package io.weirpool.common.topic;

import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position;

/**
 * Travels with the changes and says how far its sender has come: every effect of the commands before {@code position}
 * on the partition it is read from stands before it.
 *
 * @param sender the task that sent it, unique within a flow and the same after a restart: {@code 1_3}
 * @param position of every log partition the sender has heard of
 * @param asOfMicros append time of the newest command included, microseconds since the epoch; 0 when there is none
 */
public record Marker(String sender, Position position, long asOfMicros) {
    /** {@code {"sender":"3","asOf":1,"position":{"flights.flight_event":{"0":124}}}}. */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeStringField("sender", sender);
            json.writeNumberField("asOf", asOfMicros);
            json.writeObjectFieldStart("position");
            TopicJson.writePosition(json, position);
            json.writeEndObject();
        });
    }

    /**
     * Reads what {@link #toJson} wrote; fields it does not know are left to newer versions.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static Marker fromJson(byte[] utf8) {
        return TopicJson.parse(
                utf8,
                "a marker",
                node -> new Marker(
                        TopicJson.text(node, "sender"),
                        TopicJson.readPosition(node.get("position")),
                        TopicJson.number(node, "asOf")));
    }
}
