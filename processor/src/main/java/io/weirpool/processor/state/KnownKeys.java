package io.weirpool.processor.state;

import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that is not asked for keys it surely has not, as most are that come for the first time: RocksDB takes microseconds to
 * find nothing, and says so by an exception of C++. Of each key 16 bits stay on the heap, until those of all stores are
 * {@linkplain FilterMemory too many}: then this one asks for every key.
 *
 * <p>What the store holds at first is learned in passing, some keys with each {@link #putAll}; until the last of them is known, it
 * asks for every key.
 */
public final class KnownKeys implements OrderedStore, AutoCloseable {
    /** With each write: some milliseconds. */
    private static final int LEARNED_MAX = 4_096;

    private static final int FIRST_LAYER = 4_096;
    private static final int GROWTH = 4;

    private static final byte[] END = {};

    private final OrderedStore store;
    private final FilterMemory memory;
    /** Each for some times as many keys as the one before. */
    private final List<BloomFilter> layers = new ArrayList<>();

    private int layerKeys = FIRST_LAYER / GROWTH;
    /** More keys that the last layer takes. */
    private int room;

    private long heldBytes;
    private boolean isGivenUp;
    /** The first key that may not be known; null when all are. */
    private byte @Nullable [] unknown = {};

    public KnownKeys(OrderedStore store, FilterMemory memory) {
        this.store = store;
        this.memory = memory;
        learn();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return isSurelyNew(key) ? null : store.get(key);
    }

    private boolean isSurelyNew(byte[] key) {
        if (unknown != null || isGivenUp) {
            return false;
        }
        long hash = Bytes.longHash(key, key.length);
        return !mayHave(high(hash), low(hash));
    }

    private boolean mayHave(long high, long low) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i).mayHave(high, low)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        if (value != null) {
            add(key);
        }
        store.put(key, value);
    }

    @Override
    public void putAll(Map<Bytes, Optional<byte[]>> entries) {
        entries.forEach((key, value) -> {
            if (value.isPresent()) {
                add(key.array());
            }
        });
        store.putAll(entries);
        learn();
    }

    private void learn() {
        byte[] from = unknown;
        if (from == null || isGivenUp) {
            return;
        }
        int learned = 0;
        byte[] last = from;
        try (Cursor cursor = store.range(from, END, false)) {
            while (learned < LEARNED_MAX && cursor.hasNext()) {
                last = cursor.next().key();
                add(last);
                learned++;
            }
        }
        unknown = learned < LEARNED_MAX ? null : Arrays.copyOf(last, last.length + 1);
    }

    private void add(byte[] key) {
        if (isGivenUp) {
            return;
        }
        long hash = Bytes.longHash(key, key.length);
        long high = high(hash);
        long low = low(hash);
        if (mayHave(high, low) || !makeRoom()) {
            return;
        }
        layers.get(layers.size() - 1).add(high, low);
        room--;
    }

    private boolean makeRoom() {
        if (room > 0) {
            return true;
        }
        int keys = layerKeys * GROWTH;
        long bytes = BloomFilter.bytes(keys);
        if (!memory.take(bytes)) {
            close();
            return false;
        }
        heldBytes += bytes;
        layers.add(new BloomFilter(keys));
        layerKeys = keys;
        room = keys;
        return true;
    }

    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        return store.range(from, to, descending);
    }

    /** Gives its memory back, and asks for every key from now on. */
    @Override
    public void close() {
        isGivenUp = true;
        layers.clear();
        memory.give(heldBytes);
        heldBytes = 0;
    }

    /* The last steps of MurmurHash3 (Appleby, 2011), each half with another of its constants first: of near hashes no two agree. */

    private static long high(long hash) {
        return finished(hash * 0x87C37B91114253D5L);
    }

    private static long low(long hash) {
        return finished(hash * 0x4CF5AD432745937FL);
    }

    private static long finished(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
