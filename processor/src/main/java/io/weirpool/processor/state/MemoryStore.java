package io.weirpool.processor.state;

import io.weirpool.common.model.Bytes;
import java.util.Arrays;
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
    public Cursor scan(byte[] prefix, boolean descending) {
        NavigableMap<Bytes, byte[]> part = withPrefix(entries, prefix);
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

    static <V> NavigableMap<Bytes, V> withPrefix(NavigableMap<Bytes, V> map, byte[] prefix) {
        byte[] end = after(prefix);
        return end.length == 0
                ? map.tailMap(Bytes.wrap(prefix), true)
                : map.subMap(Bytes.wrap(prefix), true, Bytes.wrap(end), false);
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
}
