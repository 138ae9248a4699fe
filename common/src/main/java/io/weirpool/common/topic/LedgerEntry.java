package io.weirpool.common.topic;

import io.weirpool.common.error.WeirpoolException;

/**
 * What became of the commands of one log partition in one flow, up to a commit of the flow. JSON in the ledger topic, under
 * the key {@link #key}; a row of {@code weirpool.ledger_part}.
 *
 * @param flow its number
 * @param firstOffset where the flow began to count: the log's beginning, when it was started on an empty state
 * @param nextOffset of the command after the last one counted
 * @param ticks records that say a time and are no commands
 * @param taken commands read; each became one of the following
 * @param applied at least one view took it and none failed on it
 * @param filtered no view wanted it
 * @param duplicate its id was there before
 * @param late a view left it out for its time, and no view took it
 * @param dead no view could read it, or one failed on it
 */
public record LedgerEntry(
        int flow,
        String source,
        int partition,
        long firstOffset,
        long nextOffset,
        long ticks,
        long taken,
        long applied,
        long filtered,
        long duplicate,
        long late,
        long dead) {
    /** {@code <flow>/<source>/<partition>}. */
    public String key() {
        return flow + "/" + source + "/" + partition;
    }

    /** One JSON object; the fields are the components. */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeNumberField("flow", flow);
            json.writeStringField("source", source);
            json.writeNumberField("partition", partition);
            json.writeNumberField("first_offset", firstOffset);
            json.writeNumberField("next_offset", nextOffset);
            json.writeNumberField("ticks", ticks);
            json.writeNumberField("taken", taken);
            json.writeNumberField("applied", applied);
            json.writeNumberField("filtered", filtered);
            json.writeNumberField("duplicate", duplicate);
            json.writeNumberField("late", late);
            json.writeNumberField("dead", dead);
        });
    }

    /**
     * Reads what {@link #toJson} wrote; fields it does not know are left to newer versions.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static LedgerEntry fromJson(byte[] utf8) {
        return TopicJson.parse(
                utf8,
                "an entry of the ledger",
                node -> new LedgerEntry(
                        Math.toIntExact(TopicJson.number(node, "flow")),
                        TopicJson.text(node, "source"),
                        Math.toIntExact(TopicJson.number(node, "partition")),
                        TopicJson.number(node, "first_offset"),
                        TopicJson.number(node, "next_offset"),
                        TopicJson.number(node, "ticks"),
                        TopicJson.number(node, "taken"),
                        TopicJson.number(node, "applied"),
                        TopicJson.number(node, "filtered"),
                        TopicJson.number(node, "duplicate"),
                        TopicJson.number(node, "late"),
                        TopicJson.number(node, "dead")));
    }
}
