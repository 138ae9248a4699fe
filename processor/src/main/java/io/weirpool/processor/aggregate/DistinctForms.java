package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call over distinct values of which equal ones can have several forms, as 1.0 and 1.00 have: the first of the forms that
 * are there counts, so that a sum has its digits.
 *
 * <p>Cost of a change: log n, and as many entries as the value has forms before the one that counts.
 */
final class DistinctForms extends MultisetTotal {
    private final OrderedStore values;
    private final ValueCodec codec;
    private final Mergeable call;

    DistinctForms(OrderedStore values, ValueCodec codec, Mergeable call) {
        super(values, codec::ordered);
        this.values = values;
        this.codec = codec;
        this.call = call;
    }

    @Override
    public void load(ByteInput in) {
        call.load(in);
    }

    @Override
    public void save(ByteOutput out) {
        call.save(out);
    }

    @Override
    void changed(byte[] form, long before, long after) {
        if (before > 0 == after > 0) {
            return;
        }
        byte[] now = first(values, codec.orderOf(form));
        if (after > 0 && Arrays.equals(form, now)) {
            count(next(form), -1);
            count(now, 1);
        } else if (after == 0 && (now == null || Arrays.compareUnsigned(form, now) < 0)) {
            count(form, -1);
            count(now, 1);
        }
    }

    private void count(byte @Nullable [] form, long weight) {
        if (form != null) {
            call.add(codec.ofOrdered(form), weight);
        }
    }

    /** The next form of the same value that is there. */
    private byte @Nullable [] next(byte[] form) {
        byte[] end = OrderedStore.after(codec.orderOf(form));
        try (OrderedStore.Cursor cursor = values.range(Arrays.copyOf(form, form.length + 1), end, false)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                if (weight(entry.value()) > 0) {
                    return entry.key();
                }
            }
            return null;
        }
    }

    @Override
    public @Nullable Object result() {
        return call.result();
    }
}
