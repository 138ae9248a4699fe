package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows of an input there are under each key, and whether that is more than none: as of the last flush, so that a
 * row which is replaced between two flushes turns nothing.
 */
final class Presence {
    /** Changed keys held: at some 200 bytes each 2 MB of heap for a task. */
    private static final int KEYS_MAX = 10_000;

    private final OrderedStore sums;
    private final Map<Bytes, Sum> changed = new LinkedHashMap<>();

    private static final class Sum {
        private final long before;
        private long now;

        Sum(long before) {
            this.before = before;
            this.now = before;
        }
    }

    /** Takes a key under which there are rows now and were none, or the other way round. */
    @FunctionalInterface
    interface Turned {
        void turned(byte[] key, boolean there);
    }

    Presence(OrderedStore sums) {
        this.sums = sums;
    }

    void add(byte[] key, long weight) {
        changed.computeIfAbsent(Bytes.wrap(key), k -> new Sum(Weights.get(sums, key))).now += weight;
    }

    /** Whether there were rows under the key at the last flush. */
    boolean wasThere(byte[] key) {
        Sum sum = changed.get(Bytes.wrap(key));
        return (sum == null ? Weights.get(sums, key) : sum.before) > 0;
    }

    /** Whether it holds so many changes that it should be flushed. */
    boolean isFull() {
        return changed.size() >= KEYS_MAX;
    }

    void flush(Turned output) {
        changed.forEach((key, sum) -> {
            if (sum.now != sum.before) {
                Weights.put(sums, key.array(), sum.now);
            }
            if (sum.now > 0 != sum.before > 0) {
                output.turned(key.array(), sum.now > 0);
            }
        });
        changed.clear();
    }
}
