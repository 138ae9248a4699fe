package io.weirpool.processor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteBackTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsAndScansAsIfWrittenAtOnce(long seed) {
        Random random = new Random(seed);
        MemoryStore expected = new MemoryStore();
        MemoryStore store = new MemoryStore();
        WriteBack held = new WriteBack(store);
        for (int step = 0; step < 300; step++) {
            byte[] key = key(random);
            byte[] value = random.nextInt(3) == 0 ? null : new byte[] {(byte) step};
            expected.put(key, value);
            held.put(key, value);
            if (random.nextInt(20) == 0) {
                held.flush();
            }
            byte[] prefix = {(byte) (random.nextInt(3) - 1)};
            boolean descending = random.nextBoolean();
            assertThat(held.get(key)).isEqualTo(expected.get(key));
            assertThat(entries(held, prefix, descending)).isEqualTo(entries(expected, prefix, descending));
            byte[] from = key(random);
            byte[] to = random.nextInt(4) == 0 ? new byte[0] : key(random);
            assertThat(range(held, from, to, descending)).isEqualTo(range(expected, from, to, descending));
        }
        held.flush();
        assertThat(entries(store, new byte[0], false)).isEqualTo(entries(expected, new byte[0], false));
    }

    @Test
    void everyEntryIsGivenOnceThoughTheyAreChangedMeanwhile() {
        WriteBack store = new WriteBack(new MemoryStore());
        for (int i = 0; i < 1_000; i++) {
            store.put(new byte[] {7, (byte) (i >> 8), (byte) i}, new byte[] {1});
        }
        store.put(new byte[] {8}, new byte[] {1});
        List<Byte> given = new ArrayList<>();
        store.forEach(new byte[] {7}, entry -> {
            given.add(entry.value()[0]);
            store.put(entry.key(), entry.key()[2] % 2 == 0 ? null : new byte[] {2});
        });
        assertThat(given).hasSize(1_000).containsOnly((byte) 1);
        assertThat(entries(store, new byte[] {7}, false)).hasSize(500);
    }

    private static List<List<Byte>> range(OrderedStore store, byte[] from, byte[] to, boolean descending) {
        List<List<Byte>> entries = new ArrayList<>();
        try (OrderedStore.Cursor cursor = store.range(from, to, descending)) {
            cursor.forEachRemaining(e -> entries.add(List.of(e.key()[0], e.key()[1], e.value()[0])));
        }
        return entries;
    }

    /** First bytes 0, 1 and 255, so that a prefix without successor is among them. */
    private static byte[] key(Random random) {
        return new byte[] {(byte) (random.nextInt(3) - 1), (byte) (random.nextInt(8) - 4)};
    }

    private static List<List<Byte>> entries(OrderedStore store, byte[] prefix, boolean descending) {
        List<List<Byte>> entries = new ArrayList<>();
        try (OrderedStore.Cursor cursor = store.under(prefix).scan(new byte[0], descending)) {
            cursor.forEachRemaining(e -> entries.add(List.of(e.key()[e.key().length - 1], e.value()[0])));
        }
        return entries;
    }
}
