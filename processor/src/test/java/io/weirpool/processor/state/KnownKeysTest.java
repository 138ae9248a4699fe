package io.weirpool.processor.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private static final FilterMemory ENOUGH = new FilterMemory(64 << 20);

    private final CountingStore asked = new CountingStore();

    private static byte[] key(int number) {
        return ("key-" + number).getBytes(UTF_8);
    }

    private static byte[] value(int number) {
        return new byte[] {(byte) number};
    }

    private static void fill(OrderedStore store, int from, int to) {
        Map<Bytes, Optional<byte[]>> entries = new HashMap<>();
        for (int i = from; i < to; i++) {
            entries.put(Bytes.wrap(key(i)), Optional.of(value(i)));
        }
        store.putAll(entries);
    }

    @Test
    void isNotAskedForKeysItHasNot() {
        KnownKeys known = new KnownKeys(asked, ENOUGH);
        fill(known, 0, 100_000);
        known.put(key(100_000), value(100_000));
        for (int i = 0; i <= 100_000; i++) {
            assertThat(known.get(key(i))).isEqualTo(value(i));
        }
        asked.reset();
        for (int i = 200_000; i < 300_000; i++) {
            assertThat(known.get(key(i))).isNull();
        }
        assertThat(asked.reads()).isLessThan(1_000);
    }

    @Test
    void givesWhatIsThereAfterAnything() {
        Random random = new Random(4711);
        KnownKeys known = new KnownKeys(asked, ENOUGH);
        Map<Integer, Integer> expected = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            int key = random.nextInt(20_000);
            boolean leaves = random.nextInt(3) == 0;
            Map<Bytes, Optional<byte[]>> change =
                    Map.of(Bytes.wrap(key(key)), leaves ? Optional.empty() : Optional.of(value(step)));
            known.putAll(change);
            if (leaves) {
                expected.remove(key);
            } else {
                expected.put(key, step);
            }
            int other = random.nextInt(20_000);
            Integer there = expected.get(other);
            assertThat(known.get(key(other))).isEqualTo(there == null ? null : value(there));
        }
    }

    @Test
    void learnsWhatWasThereBefore() {
        fill(asked, 0, 50_000);
        KnownKeys known = new KnownKeys(asked, ENOUGH);
        for (int i = 0; i < 50_000; i++) {
            assertThat(known.get(key(i))).isEqualTo(value(i));
        }
        asked.reset();
        known.get(key(-1));
        assertThat(asked.reads()).as("not all are known").isEqualTo(1);
        for (int write = 0; write < 50_000 / 4_096 + 1; write++) {
            fill(known, 50_000 + write, 50_001 + write);
        }
        asked.reset();
        for (int i = 100_000; i < 101_000; i++) {
            assertThat(known.get(key(i))).isNull();
        }
        assertThat(asked.reads()).as("all are known").isLessThan(20);
        for (int i = 0; i < 50_000; i++) {
            assertThat(known.get(key(i))).isEqualTo(value(i));
        }
    }

    @Test
    void asksForEveryKeyWhenThereIsNoMemoryLeft() {
        FilterMemory little = new FilterMemory(10 << 10);
        KnownKeys known = new KnownKeys(asked, little);
        fill(known, 0, 4_000);
        known.get(key(-1));
        assertThat(asked.reads()).isZero();
        fill(known, 4_000, 6_000);
        for (int i = 0; i < 6_000; i++) {
            assertThat(known.get(key(i))).isEqualTo(value(i));
        }
        asked.reset();
        known.get(key(-1));
        assertThat(asked.reads()).isEqualTo(1);
        assertThat(little.take(10 << 10)).as("it has given back what it had").isTrue();
    }

    @Test
    void givesItsMemoryBackAtTheEnd() {
        FilterMemory memory = new FilterMemory(10 << 10);
        KnownKeys known = new KnownKeys(asked, memory);
        fill(known, 0, 10);
        assertThat(memory.take(10 << 10)).isFalse();
        known.close();
        assertThat(known.get(key(3))).isEqualTo(value(3));
        assertThat(memory.take(10 << 10)).isTrue();
    }
}
