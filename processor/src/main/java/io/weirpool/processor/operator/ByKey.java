package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects by keys of bytes, in the order in which they came. A lookup compares bytes where they were written, so that it makes
 * no object, and an entry is no object of its own: for what is looked up with each row. Open addressing with linear probing
 * (Knuth, TAOCP vol. 3, 6.4).
 */
final class ByKey<V> {
    private static final int CAPACITY = 64;

    private byte[][] keys = new byte[CAPACITY][];
    private int[] hashes = new int[CAPACITY];
    private @Nullable Object[] values = new Object[CAPACITY];
    /** Number of an entry and one, at the first free place from its hash on; twice as many as there are entries at least. */
    private int[] table = new int[2 * CAPACITY];

    private int size;

    int size() {
        return size;
    }

    /** What was put under these bytes; null when nothing was. */
    @SuppressWarnings("unchecked") // only put() writes there
    @Nullable V get(ByteOutput key) {
        int hash = Bytes.hash(key.array(), key.length());
        int mask = table.length - 1;
        for (int at = hash & mask; table[at] != 0; at = (at + 1) & mask) {
            int entry = table[at] - 1;
            if (hashes[entry] == hash
                    && Arrays.equals(keys[entry], 0, keys[entry].length, key.array(), 0, key.length())) {
                return (V) values[entry];
            }
        }
        return null;
    }

    /** A key that is not there. */
    void put(ByteOutput key, V value) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key.toByteArray();
        hashes[size] = Bytes.hash(key.array(), key.length());
        values[size] = value;
        place(size++);
    }

    private void place(int entry) {
        int mask = table.length - 1;
        int at = hashes[entry] & mask;
        while (table[at] != 0) {
            at = (at + 1) & mask;
        }
        table[at] = entry + 1;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        hashes = Arrays.copyOf(hashes, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
        table = new int[4 * size];
        for (int entry = 0; entry < size; entry++) {
            place(entry);
        }
    }

    @SuppressWarnings("unchecked") // only put() writes there
    void forEach(BiConsumer<byte[], V> action) {
        for (int entry = 0; entry < size; entry++) {
            action.accept(keys[entry], (V) values[entry]);
        }
    }

    /** Forgets all and keeps the memory. */
    void clear() {
        Arrays.fill(keys, 0, size, null);
        Arrays.fill(values, 0, size, null);
        Arrays.fill(table, 0);
        size = 0;
    }
}
