package io.weirpool.processor.state;

import io.weirpool.common.model.Bytes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds writes to a store back, so that a key written many times between two commits costs the store one write. Reads and
 * scans see them at once.
 */
public final class WriteBack implements OrderedStore {
    /*
     * Keys held back. At some 200 bytes each with their values, 20,000 are 4 MB of heap for a task; a commit's worth of keys
     * at 100,000 changes a second and 100 ms is half of that.
     */
    private static final int DIRTY_KEYS_MAX = 20_000;

    private final OrderedStore store;
    private final Map<Bytes, Optional<byte[]>> dirty = new HashMap<>();
    /** The same in order, once somebody has asked for a range since the last flush: most never do. */
    private @Nullable NavigableMap<Bytes, Optional<byte[]>> ordered;

    public WriteBack(OrderedStore store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Optional<byte[]> held = dirty.get(Bytes.wrap(key));
        return held == null ? store.get(key) : held.orElse(null);
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        Bytes of = Bytes.wrap(key);
        Optional<byte[]> held = Optional.ofNullable(value);
        dirty.put(of, held);
        if (ordered != null) {
            ordered.put(of, held);
        }
        if (dirty.size() >= DIRTY_KEYS_MAX) {
            flush();
        }
    }

    /** Writes everything held back to the store; before each commit. */
    public void flush() {
        if (!dirty.isEmpty()) {
            store.putAll(dirty);
        }
        dirty.clear();
        ordered = null;
    }

    private NavigableMap<Bytes, Optional<byte[]>> ordered() {
        NavigableMap<Bytes, Optional<byte[]>> all = ordered;
        if (all == null) {
            all = new TreeMap<>(dirty);
            ordered = all;
        }
        return all;
    }

    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        return new Merged(from, to, descending);
    }

    /** Two sorted sequences as one; a held write hides the store's entry of the same key. */
    private final class Merged implements Cursor {
        private final boolean descending;
        private final Cursor stored;
        private final Iterator<Map.Entry<Bytes, Optional<byte[]>>> held;
        private @Nullable Entry nextStored;
        private Map.@Nullable Entry<Bytes, Optional<byte[]>> nextHeld;
        private @Nullable Entry next;

        Merged(byte[] from, byte[] to, boolean descending) {
            this.descending = descending;
            this.stored = store.range(from, to, descending);
            NavigableMap<Bytes, Optional<byte[]>> part = MemoryStore.between(ordered(), from, to);
            this.held = (descending ? part.descendingMap() : part).entrySet().iterator();
            this.nextStored = stored.hasNext() ? stored.next() : null;
            this.nextHeld = held.hasNext() ? held.next() : null;
            this.next = advance();
        }

        private @Nullable Entry advance() {
            while (true) {
                Map.Entry<Bytes, Optional<byte[]>> ours = nextHeld;
                Entry theirs = nextStored;
                if (ours == null) {
                    nextStored = theirs != null && stored.hasNext() ? stored.next() : null;
                    return theirs;
                }
                int order = theirs == null ? -1 : ours.getKey().compareTo(Bytes.wrap(theirs.key()));
                if (theirs != null && descending) {
                    order = -order;
                }
                if (order > 0) {
                    nextStored = stored.hasNext() ? stored.next() : null;
                    return theirs;
                }
                if (order == 0) {
                    nextStored = stored.hasNext() ? stored.next() : null;
                }
                nextHeld = held.hasNext() ? held.next() : null;
                if (ours.getValue().isPresent()) {
                    return new Entry(ours.getKey().array(), ours.getValue().get());
                }
            }
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
            stored.close();
        }
    }
}
