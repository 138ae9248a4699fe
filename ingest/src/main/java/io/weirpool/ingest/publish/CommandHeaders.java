package io.weirpool.ingest.publish;

import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Headers the commands of a request carry: the same for each, and its id. */
public final class CommandHeaders {
    private final List<Header> headers;

    private CommandHeaders(List<Header> headers) {
        this.headers = headers;
    }

    /** The trace, so that what becomes of the command can be found from it. */
    public static CommandHeaders traceparent(String traceparent) {
        byte[] ascii = traceparent.getBytes(StandardCharsets.US_ASCII);
        return new CommandHeaders(List.of(new RecordHeader(Topics.HEADER_TRACEPARENT, ascii)));
    }

    List<Header> forKafka(byte @Nullable [] id) {
        if (id == null) {
            return headers;
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new RecordHeader(Topics.HEADER_ID, id));
        return more;
    }
}
