package io.weirpool.common.topic;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of one log partition that a source task found to be repeats, which have no effect. Each flow that reads the log
 * says so for itself; they say the same.
 *
 * @param partition of the log
 * @param runs by offset
 */
public record Repeats(LogPartition partition, List<Run> runs) {
    public Repeats {
        requireNonNull(partition, "partition");
        runs = List.copyOf(runs);
    }

    /**
     * Repeats that stand side by side.
     *
     * @param first offset of the first
     * @param next offset after the last
     * @param trace of the request that sent them, 32 hexadecimal digits; empty when it is not known
     */
    public record Run(long first, long next, String trace) {
        public Run {
            requireNonNull(trace, "trace");
            if (next <= first) {
                throw new IllegalArgumentException("offsets from %d to before %d".formatted(first, next));
            }
        }

        /** How many of them lie from {@code from} to before {@code to}. */
        public long within(long from, long to) {
            return Math.max(0, Math.min(to, next) - Math.max(from, first));
        }
    }

    /** {@code {"log":"shop.hit","partition":0,"runs":[{"first":3,"next":5,"trace":"0af7.."}]}}. */
    public byte[] toJson() {
        return TopicJson.write(json -> {
            json.writeStringField("log", partition.log());
            json.writeNumberField("partition", partition.partition());
            json.writeArrayFieldStart("runs");
            for (Run run : runs) {
                json.writeStartObject();
                json.writeNumberField("first", run.first());
                json.writeNumberField("next", run.next());
                json.writeStringField("trace", run.trace());
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
    public static Repeats fromJson(byte[] utf8) {
        return TopicJson.parse(utf8, "repeats", node -> {
            List<Run> runs = new ArrayList<>();
            for (JsonNode run : node.path("runs")) {
                runs.add(new Run(
                        run.path("first").asLong(),
                        run.path("next").asLong(),
                        run.path("trace").asText()));
            }
            LogPartition partition =
                    new LogPartition(TopicJson.text(node, "log"), Math.toIntExact(TopicJson.number(node, "partition")));
            return new Repeats(partition, runs);
        });
    }
}
