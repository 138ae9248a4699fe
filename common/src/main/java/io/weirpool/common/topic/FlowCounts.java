package io.weirpool.common.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weirpool.common.error.WeirpoolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the operators of one flow took in and gave out in one processor, in all its starts. JSON in the topic about the flow, under
 * the processor's name; the last one of each stands, also when the processor is gone: it did the work.
 *
 * @param process a name that no other processor has; one whose state directory is lost is another
 */
public record FlowCounts(String process, List<Count> counts) {
    public FlowCounts {
        counts = List.copyOf(counts);
    }

    /**
     * Changes of one operator.
     *
     * @param view its name
     * @param operator its number in the view, or {@code log:} and the source where commands enter it
     */
    public record Count(String view, String operator, long in, long out) {
        /** Of the same operator. */
        public Count plus(Count other) {
            return new Count(view, operator, in + other.in, out + other.out);
        }
    }

    /** These and those of another start of the same processor. */
    public FlowCounts plus(FlowCounts other) {
        Map<List<String>, Count> sums = new LinkedHashMap<>();
        Stream.concat(counts.stream(), other.counts.stream())
                .forEach(count -> sums.merge(List.of(count.view(), count.operator()), count, Count::plus));
        return new FlowCounts(process, List.copyOf(sums.values()));
    }

    /** One JSON object; the fields are the components. */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeStringField("process", process);
            json.writeArrayFieldStart("counts");
            for (Count count : counts) {
                json.writeStartObject();
                json.writeStringField("view", count.view());
                json.writeStringField("operator", count.operator());
                json.writeNumberField("in", count.in());
                json.writeNumberField("out", count.out());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /**
     * Reads what {@link #toJson} wrote; fields it does not know are left to newer versions.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when it is something else
     */
    public static FlowCounts fromJson(byte[] utf8) {
        return TopicJson.parse(utf8, "counts of a flow", node -> {
            List<Count> counts = new ArrayList<>();
            for (JsonNode one : node.path("counts")) {
                counts.add(count(one));
            }
            return new FlowCounts(TopicJson.text(node, "process"), counts);
        });
    }

    private static Count count(JsonNode node) throws TopicJson.Malformed {
        if (!(node instanceof ObjectNode fields)) {
            throw new TopicJson.Malformed("a count is no object");
        }
        return new Count(
                TopicJson.text(fields, "view"),
                TopicJson.text(fields, "operator"),
                TopicJson.number(fields, "in"),
                TopicJson.number(fields, "out"));
    }
}
