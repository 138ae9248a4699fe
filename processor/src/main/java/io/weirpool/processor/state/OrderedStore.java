package io.weirpool.processor.state;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Values under keys in the unsigned order of the keys' bytes. Used by one thread. Arrays given and taken are not written
 * to afterwards.
 */
public interface OrderedStore {
    byte @Nullable [] get(byte[] key);

    /** A null value removes the key. */
    void put(byte[] key, byte @Nullable [] value);

    /** All entries whose key begins with the prefix, in order; close it. The store is not written to meanwhile. */
    Cursor scan(byte[] prefix, boolean descending);

    /** The part of this store whose keys begin with {@code prefix}, seen without it. */
    default OrderedStore under(byte[] prefix) {
        return new Subspace(this, prefix);
    }

    /** An entry. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, byte[] value) {}

    /** Entries in order. */
    interface Cursor extends Iterator<Entry>, AutoCloseable {
        @Override
        void close();
    }
}
