package io.weirpool.processor.topology;

import io.weirpool.processor.state.OrderedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A logged store of Kafka Streams as operators see it. */
final class StreamsStore implements OrderedStore {
    /** Entries of one write. */
    private static final int WRITE_MAX = 1_000;

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

    /** RocksDB takes many in one write, of which it makes a copy outside the heap. */
    @Override
    public void putAll(Map<io.weirpool.common.model.Bytes, Optional<byte[]>> entries) {
        List<KeyValue<Bytes, byte[]>> some = new ArrayList<>(Math.min(entries.size(), WRITE_MAX));
        entries.forEach((key, value) -> {
            some.add(entry(key.array(), value.orElse(null)));
            if (some.size() == WRITE_MAX) {
                store.putAll(some);
                some.clear();
            }
        });
        store.putAll(some);
    }

    @SuppressWarnings("NullAway") // a removed key's value is null, though the signature does not say so
    private static KeyValue<Bytes, byte[]> entry(byte[] key, byte @Nullable [] value) {
        return new KeyValue<>(Bytes.wrap(key), value);
    }

    /** Kafka Streams takes null for no end. */
    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        Bytes least = Bytes.wrap(from);
        Bytes end = to.length == 0 ? null : Bytes.wrap(to);
        return new RangeCursor(end, descending ? store.reverseRange(least, end) : store.range(least, end));
    }

    /** A range of Kafka Streams includes its end: skipped. */
    private static final class RangeCursor implements Cursor {
        private final @Nullable Bytes end;
        private final KeyValueIterator<Bytes, byte[]> entries;
        private @Nullable Entry next;

        RangeCursor(@Nullable Bytes end, KeyValueIterator<Bytes, byte[]> entries) {
            this.end = end;
            this.entries = entries;
            this.next = advance();
        }

        private @Nullable Entry advance() {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (!entry.key.equals(end)) {
                    return new Entry(entry.key.get(), entry.value);
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
