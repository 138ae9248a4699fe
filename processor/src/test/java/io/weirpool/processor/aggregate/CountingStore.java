package io.weirpool.processor.aggregate;

import io.weirpool.processor.state.MemoryStore;
import io.weirpool.processor.state.OrderedStore;

/** Counts the entries that are read and written. */
final class CountingStore implements OrderedStore {
    private final MemoryStore store = new MemoryStore();
    int touched;
    int puts;

    @Override
    public byte[] get(byte[] key) {
        touched++;
        return store.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        touched++;
        puts++;
        store.put(key, value);
    }

    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        Cursor cursor = store.range(from, to, descending);
        return new Cursor() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Entry next() {
                touched++;
                return cursor.next();
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }
}
