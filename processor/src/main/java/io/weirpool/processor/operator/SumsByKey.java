package io.weirpool.processor.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Weights added up by key; what adds up to 0 is forgotten. */
final class SumsByKey<K> {
    private final Map<K, Long> sums = new LinkedHashMap<>();

    @SuppressWarnings("NullAway") // Map.merge removes the key for null
    void add(K key, long weight) {
        if (weight != 0) {
            sums.merge(key, weight, (a, b) -> a + b == 0 ? null : (Long) (a + b));
        }
    }

    int size() {
        return sums.size();
    }

    /** In the order in which the keys came. */
    void forEach(ObjLongConsumer<K> action) {
        sums.forEach(action::accept);
    }
}
