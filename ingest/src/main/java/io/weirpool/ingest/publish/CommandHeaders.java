package io.weirpool.ingest.publish;

import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Headers the commands of a request carry: the same for each, and its id. */
public final class CommandHeaders {
    private final Header trace;
    private final Headers withoutId;

    private CommandHeaders(Header trace) {
        this.trace = trace;
        this.withoutId = new FixedHeaders(trace);
    }

    /** The trace, so that what becomes of the command can be found from it. */
    public static CommandHeaders traceparent(String traceparent) {
        byte[] ascii = traceparent.getBytes(StandardCharsets.US_ASCII);
        return new CommandHeaders(new RecordHeader(Topics.HEADER_TRACEPARENT, ascii));
    }

    /** Those of one command. */
    Headers of(byte @Nullable [] id) {
        return id == null ? withoutId : new FixedHeaders(trace, new RecordHeader(Topics.HEADER_ID, id));
    }
}
