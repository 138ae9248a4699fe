package io.weirpool.processor.aggregate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * MODE: the value that occurs most often, the first of several in the order asked for. Beside the values, each form of
 * equal ones (1.0, 1.00) for itself, it keeps how often a value occurs in any form, and values by how often they occur, so
 * that the result is the first of these, in the first of its forms.
 */
final class ModeTotal extends MultisetTotal {
    private static final byte[] VALUES = {0};
    private static final byte[] BY_COUNT = {1};
    private static final byte[] COUNTS = {2};
    private static final byte[] PRESENT = {1};

    private final ValueCodec codec;
    private final OrderedStore forms;
    private final OrderedStore counts;
    private final OrderedStore byCount;

    /** @param codec for single values */
    ModeTotal(OrderedStore values, ValueCodec codec) {
        super(values.under(VALUES), codec::ordered);
        this.codec = codec;
        this.forms = values.under(VALUES);
        this.counts = values.under(COUNTS);
        this.byCount = values.under(BY_COUNT);
    }

    @Override
    public void load(ByteInput in) {}

    @Override
    public void save(ByteOutput out) {}

    @Override
    void changed(byte[] form, long before, long after) {
        if (before == after) {
            return;
        }
        byte[] value = codec.orderOf(form);
        byte[] stored = counts.get(value);
        long past = stored == null ? 0 : weight(stored);
        long now = past + after - before;
        counts.put(value, now == 0 ? null : encoded(now));
        if (past > 0) {
            byCount.put(countKey(past, value), null);
        }
        if (now > 0) {
            byCount.put(countKey(now, value), PRESENT);
        }
    }

    /** Greater counts come first. */
    private static byte[] countKey(long count, byte[] value) {
        ByteOutput out = new ByteOutput(Long.BYTES + value.length);
        out.writeLong(~count);
        out.writeBytes(value);
        return out.toByteArray();
    }

    @Override
    public @Nullable Object result() {
        try (OrderedStore.Cursor cursor = byCount.scan(new byte[0], false)) {
            if (!cursor.hasNext()) {
                return null;
            }
            byte[] key = cursor.next().key();
            return form(Arrays.copyOfRange(key, Long.BYTES, key.length));
        }
    }

    private Object form(byte[] value) {
        byte[] form = first(forms, value);
        return codec.ofOrdered(requireNonNull(form, "a value that is counted is there"));
    }
}
