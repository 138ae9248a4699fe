package io.weirpool.ingest.publish;

import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Headers that nobody changes, so that all records of a request can have the same. */
final class FixedHeaders implements Headers {
    private final Header[] all;

    FixedHeaders(Header... all) {
        this.all = all;
    }

    /** Not a copy: Kafka's producer asks for it once for each record, and reads it. */
    @Override
    public Header[] toArray() {
        return all;
    }

    @Override
    public Headers add(Header header) {
        throw fixed();
    }

    @Override
    public Headers add(String key, byte[] value) {
        throw fixed();
    }

    @Override
    public Headers remove(String key) {
        throw fixed();
    }

    private static IllegalStateException fixed() {
        return new IllegalStateException("these headers are those of other records, too");
    }

    @Override
    public @Nullable Header lastHeader(String key) {
        Header last = null;
        for (Header header : headers(key)) {
            last = header;
        }
        return last;
    }

    @Override
    public Iterable<Header> headers(String key) {
        return List.of(all).stream().filter(header -> header.key().equals(key)).toList();
    }

    @Override
    public Iterator<Header> iterator() {
        return List.of(all).iterator();
    }
}
