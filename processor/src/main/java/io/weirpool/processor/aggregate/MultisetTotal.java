package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How often each value occurs in a group, one store entry per value: a group of a million values costs log n per change,
 * not its size.
 *
 * <p>A value can for a while have left more often than it came: its entry then is negative, and it is not there.
 */
abstract class MultisetTotal implements Total {
    private final OrderedStore values;
    private final Function<Object, byte[]> key;

    /** @param key of a value; those of {@link MultisetPartial} are made the same way */
    MultisetTotal(OrderedStore values, Function<Object, byte[]> key) {
        this.values = values;
        this.key = key;
    }

    @Override
    public final void merge(ByteInput in) {
        for (long left = in.readVarint(); left > 0; left--) {
            change(in.readBlock(), in.readZigzag());
        }
    }

    @Override
    public final void add(Object value, long weight) {
        change(key.apply(value), weight);
    }

    private void change(byte[] value, long weight) {
        byte[] stored = values.get(value);
        long before = stored == null ? 0 : weight(stored);
        long after = before + weight;
        values.put(value, after == 0 ? null : encoded(after));
        changed(value, Math.max(before, 0), Math.max(after, 0));
    }

    static byte[] encoded(long weight) {
        ByteOutput out = new ByteOutput(10);
        out.writeZigzag(weight);
        return out.toByteArray();
    }

    static long weight(byte[] stored) {
        return new ByteInput(stored).readZigzag();
    }

    /** A value is there as often as {@code after} says, not as {@code before}; neither is negative. */
    abstract void changed(byte[] value, long before, long after);

    /** All values, those that are not there included; close it. */
    final OrderedStore.Cursor scan(boolean descending) {
        return values.scan(new byte[0], descending);
    }

    /** The first value in this direction that is there. */
    final byte @Nullable [] first(boolean descending) {
        try (OrderedStore.Cursor cursor = scan(descending)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                if (weight(entry.value()) > 0) {
                    return entry.key();
                }
            }
            return null;
        }
    }

    /** The first that is there of the values of a store that begin with these bytes. */
    static byte @Nullable [] first(OrderedStore values, byte[] prefix) {
        try (OrderedStore.Cursor cursor = values.scan(prefix, false)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                if (weight(entry.value()) > 0) {
                    return entry.key();
                }
            }
            return null;
        }
    }
}
