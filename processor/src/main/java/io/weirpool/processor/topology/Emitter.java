package io.weirpool.processor.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.common.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends records from a task to topics and hops, with the trace of the last command merged into them. */
final class Emitter {
    /** Child node in front of the sink to view topics and dead letters. */
    static final String TOPICS = "topics";

    private static final byte[] NO_KEY = {};

    private final String stage;
    private final ProcessorContext<byte[], Outgoing> context;
    private @Nullable String trace;

    Emitter(String stage, ProcessorContext<byte[], Outgoing> context) {
        this.stage = stage;
        this.context = context;
    }

    /** The trace of what is processed now; null keeps the last one. */
    void trace(@Nullable String traceparent) {
        if (traceparent != null) {
            trace = traceparent;
        }
    }

    @Nullable String trace() {
        return trace;
    }

    /** To a topic; {@code header} marks records that are no rows, and may be null. */
    void toTopic(Outgoing outgoing, byte[] key, @Nullable String header) {
        Headers headers = headers();
        if (header != null) {
            headers.add(header, NO_KEY);
        }
        forward(outgoing, key, headers, child(stage, TOPICS));
    }

    void toHop(Hop hop, Outgoing outgoing) {
        forward(outgoing, NO_KEY, headers(), child(stage, hop.name()));
    }

    static String child(String stage, String target) {
        return stage + "-to-" + target;
    }

    private void forward(Outgoing outgoing, byte[] key, Headers headers, String child) {
        context.forward(new Record<>(key, outgoing, context.currentSystemTimeMs(), headers), child);
    }

    private Headers headers() {
        RecordHeaders headers = new RecordHeaders();
        if (trace != null) {
            headers.add(Topics.HEADER_TRACEPARENT, trace.getBytes(US_ASCII));
        }
        return headers;
    }
}
