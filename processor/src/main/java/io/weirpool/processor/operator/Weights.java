package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;

/** How often something is there, as a value in a store; what is not there is not stored. */
final class Weights {
    private static final int CAPACITY = 10;

    private Weights() {}

    static long get(OrderedStore store, byte[] key) {
        byte[] stored = store.get(key);
        return stored == null ? 0 : of(stored);
    }

    static void put(OrderedStore store, byte[] key, long weight) {
        store.put(key, weight == 0 ? null : encoded(weight));
    }

    /** The weight that an entry's value holds. */
    static long of(byte[] value) {
        return new ByteInput(value).readZigzag();
    }

    private static byte[] encoded(long weight) {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeZigzag(weight);
        return out.toByteArray();
    }
}
