package io.weirpool.processor.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys of a store that begin with a prefix, seen without it. */
final class Subspace implements OrderedStore {
    private final OrderedStore store;
    private final byte[] prefix;

    Subspace(OrderedStore store, byte[] prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(full(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(full(key), value);
    }

    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        byte[] end = to.length == 0 ? OrderedStore.after(prefix) : full(to);
        Cursor cursor = store.range(full(from), end, descending);
        return new Cursor() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Entry next() {
                Entry entry = cursor.next();
                return new Entry(Arrays.copyOfRange(entry.key(), prefix.length, entry.key().length), entry.value());
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    private byte[] full(byte[] key) {
        byte[] full = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, full, prefix.length, key.length);
        return full;
    }
}
