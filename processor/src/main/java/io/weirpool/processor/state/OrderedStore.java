package io.weirpool.processor.state;

import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values under keys in the unsigned order of the keys' bytes. Used by one thread. Arrays given and taken are not written
 * to afterwards.
 */
public interface OrderedStore {
    /** Entries that {@link #forEach} reads before it gives them: enough that opening cursors costs little. */
    int PART_ENTRIES = 256;

    byte @Nullable [] get(byte[] key);

    /** A null value removes the key. */
    void put(byte[] key, byte @Nullable [] value);

    /** Puts all of these; an empty value removes the key. */
    default void putAll(Map<Bytes, Optional<byte[]>> entries) {
        entries.forEach((key, value) -> put(key.array(), value.orElse(null)));
    }

    /**
     * All entries whose keys are at least {@code from} and less than {@code to}, in order; close it. The store is not
     * written to meanwhile.
     *
     * @param to empty for no end
     */
    Cursor range(byte[] from, byte[] to, boolean descending);

    /** All entries whose key begins with the prefix, in order; close it. The store is not written to meanwhile. */
    default Cursor scan(byte[] prefix, boolean descending) {
        return range(prefix, after(prefix), descending);
    }

    /** Gives each entry whose key begins with the prefix, as {@link #forEach(byte[], byte[], Consumer)} does. */
    default void forEach(byte[] prefix, Consumer<Entry> action) {
        forEach(prefix, after(prefix), action);
    }

    /**
     * Gives each entry of a range in order. The action may write to the store: to what it was given, and elsewhere, but it
     * does not add entries to the range.
     *
     * @param to empty for no end
     */
    default void forEach(byte[] from, byte[] to, Consumer<Entry> action) {
        List<Entry> part = firstOf(from, to);
        while (true) {
            part.forEach(action);
            if (part.size() < PART_ENTRIES) {
                return;
            }
            byte[] last = part.get(part.size() - 1).key();
            part = firstOf(Arrays.copyOf(last, last.length + 1), to);
        }
    }

    private List<Entry> firstOf(byte[] from, byte[] to) {
        List<Entry> entries = new ArrayList<>();
        try (Cursor cursor = range(from, to, false)) {
            while (entries.size() < PART_ENTRIES && cursor.hasNext()) {
                entries.add(cursor.next());
            }
        }
        return entries;
    }

    /** The least key greater than all that begin with the prefix; empty when there is none. */
    static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        byte[] end = Arrays.copyOf(prefix, last + 1);
        if (last >= 0) {
            end[last]++;
        }
        return end;
    }

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
