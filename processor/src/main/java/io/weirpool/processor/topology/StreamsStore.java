package io.weirpool.processor.topology;

import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A logged store of Kafka Streams as operators see it. */
final class StreamsStore implements OrderedStore {
    private final KeyValueStore<Bytes, byte[]> store;

    StreamsStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            store.delete(Bytes.wrap(key));
        } else {
            store.put(Bytes.wrap(key), value);
        }
    }

    @Override
    public Cursor scan(byte[] prefix, boolean descending) {
        Bytes from = Bytes.wrap(prefix);
        Bytes to = after(prefix);
        return new PrefixCursor(prefix, descending ? store.reverseRange(from, to) : store.range(from, to));
    }

    /** The least key greater than all that begin with the prefix; null when there is none. */
    private static @Nullable Bytes after(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return Bytes.wrap(end);
    }

    /** A range of Kafka Streams includes its end, which does not have the prefix: skipped. */
    private static final class PrefixCursor implements Cursor {
        private final byte[] prefix;
        private final KeyValueIterator<Bytes, byte[]> entries;
        private @Nullable Entry next;

        PrefixCursor(byte[] prefix, KeyValueIterator<Bytes, byte[]> entries) {
            this.prefix = prefix;
            this.entries = entries;
            this.next = advance();
        }

        private @Nullable Entry advance() {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                byte[] key = entry.key.get();
                if (key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                    return new Entry(key, entry.value);
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry next() {
            Entry result = next;
            if (result == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return result;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
