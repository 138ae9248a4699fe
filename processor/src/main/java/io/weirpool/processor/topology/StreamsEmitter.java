package io.weirpool.processor.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.common.topic.Topics;
import io.weirpool.processor.task.Emitter;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.Outgoing;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends records of a task to its child nodes. */
final class StreamsEmitter implements Emitter {
    /** Child node in front of the sink to view topics and dead letters. */
    static final String TOPICS = "topics";

    private static final byte[] NO_KEY = {};

    private final String stage;
    private final String topics;
    private final Map<Hop, String> hops = new HashMap<>();
    private final ProcessorContext<byte[], Outgoing> context;
    private @Nullable String trace;

    StreamsEmitter(String stage, ProcessorContext<byte[], Outgoing> context) {
        this.stage = stage;
        this.topics = child(stage, TOPICS);
        this.context = context;
    }

    static @Nullable String traceOf(Headers headers) {
        return text(headers, Topics.HEADER_TRACEPARENT);
    }

    /** The id that a client gave to a command; an empty one is none. */
    static byte @Nullable [] idOf(Headers headers) {
        Header header = headers.lastHeader(Topics.HEADER_ID);
        return header == null || header.value() == null || header.value().length == 0 ? null : header.value();
    }

    /** The time that a record of a log says, when it says nothing else. */
    static @Nullable String tickOf(Headers headers) {
        return text(headers, Topics.HEADER_TICK);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }

    @Override
    public void trace(@Nullable String traceparent) {
        if (traceparent != null) {
            trace = traceparent;
        }
    }

    @Override
    public @Nullable String trace() {
        return trace;
    }

    @Override
    public void toTopic(Outgoing outgoing, byte[] key, @Nullable String header) {
        Headers headers = headers();
        if (header != null) {
            headers.add(header, NO_KEY);
        }
        forward(outgoing, key, headers, topics);
    }

    @Override
    public void toHop(Hop hop, Outgoing outgoing) {
        forward(outgoing, NO_KEY, headers(), hops.computeIfAbsent(hop, h -> child(stage, h.name())));
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
