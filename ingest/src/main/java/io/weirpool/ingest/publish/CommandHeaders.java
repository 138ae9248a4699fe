package io.weirpool.ingest.publish;

import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Headers the commands of a request carry: the same for each, and its id. */
public final class CommandHeaders {
    private final RecordHeaders headers;

    private CommandHeaders(RecordHeaders headers) {
        this.headers = headers;
    }

    /** The trace, so that what becomes of the command can be found from it. */
    public static CommandHeaders traceparent(String traceparent) {
        byte[] ascii = traceparent.getBytes(StandardCharsets.US_ASCII);
        RecordHeaders headers = new RecordHeaders();
        headers.add(Topics.HEADER_TRACEPARENT, ascii);
        return new CommandHeaders(headers);
    }

    /** Those of one command; each record makes a copy of them. */
    Headers forKafka(byte @Nullable [] id) {
        return id == null ? headers : new RecordHeaders(headers).add(Topics.HEADER_ID, id);
    }
}
