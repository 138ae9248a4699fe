package io.weirpool.processor.state;

import org.jspecify.annotations.Nullable;

/** A store on the heap that counts the entries read from it, and those written. */
public final class CountingStore implements OrderedStore {
    private final MemoryStore store;
    private int reads;
    private int puts;

    public CountingStore() {
        this(new MemoryStore());
    }

    public CountingStore(MemoryStore store) {
        this.store = store;
    }

    /** Entries read since the last call. */
    public int reads() {
        int count = reads;
        reads = 0;
        return count;
    }

    /** Entries written since the last {@link #reset}. */
    public int puts() {
        return puts;
    }

    /** Entries read or written since the last {@link #reset}. */
    public int touched() {
        return reads + puts;
    }

    public void reset() {
        reads = 0;
        puts = 0;
    }

    /** How many entries there are. */
    public int size() {
        return store.size();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        reads++;
        return store.get(key);
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
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
                reads++;
                return cursor.next();
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }
}
