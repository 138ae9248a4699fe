package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import org.jspecify.annotations.Nullable;

/**
 * How often each value occurs in a group, one store entry per value: a group of a million values costs log n per change,
 * not its size.
 */
abstract class MultisetTotal implements Total {
    private final OrderedStore values;

    MultisetTotal(OrderedStore values) {
        this.values = values;
    }

    @Override
    public final void merge(ByteInput in) {
        for (long left = in.readVarint(); left > 0; left--) {
            change(in.readBlock(), in.readZigzag());
        }
    }

    private void change(byte[] value, long weight) {
        byte[] stored = values.get(value);
        long before = stored == null ? 0 : new ByteInput(stored).readZigzag();
        long after = before + weight;
        values.put(value, after == 0 ? null : encoded(after));
        if (before > 0 != after > 0) {
            presenceChanged(value, after > 0);
        }
    }

    private static byte[] encoded(long weight) {
        ByteOutput out = new ByteOutput(10);
        out.writeZigzag(weight);
        return out.toByteArray();
    }

    /** A value is now there that was not, or the other way round. */
    abstract void presenceChanged(byte[] value, boolean present);

    /** The first value in this direction that is there. */
    final byte @Nullable [] first(boolean descending) {
        try (OrderedStore.Cursor cursor = values.scan(new byte[0], descending)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                if (new ByteInput(entry.value()).readZigzag() > 0) {
                    return entry.key();
                }
            }
            return null;
        }
    }
}
