package io.weirpool.processor.state;

import io.weirpool.common.model.Bytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store on the heap, for state that need not outlive its owner. */
public final class MemoryStore implements OrderedStore {
    private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();

    @Override
    public byte @Nullable [] get(byte[] key) {
        return entries.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            entries.remove(Bytes.wrap(key));
        } else {
            entries.put(Bytes.wrap(key), value);
        }
    }

    @Override
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        NavigableMap<Bytes, byte[]> part = between(entries, from, to);
        Iterator<Map.Entry<Bytes, byte[]>> entry =
                (descending ? part.descendingMap() : part).entrySet().iterator();
        return new Cursor() {
            @Override
            public boolean hasNext() {
                return entry.hasNext();
            }

            @Override
            public Entry next() {
                Map.Entry<Bytes, byte[]> next = entry.next();
                return new Entry(next.getKey().array(), next.getValue());
            }

            @Override
            public void close() {}
        };
    }

    /** How many entries there are. */
    public int size() {
        return entries.size();
    }

    static <V> NavigableMap<Bytes, V> between(NavigableMap<Bytes, V> map, byte[] from, byte[] to) {
        if (to.length == 0) {
            return map.tailMap(Bytes.wrap(from), true);
        }
        return Arrays.compareUnsigned(from, to) >= 0
                ? Collections.emptyNavigableMap()
                : map.subMap(Bytes.wrap(from), true, Bytes.wrap(to), false);
    }
}
