package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * MODE: the value that occurs most often, the first of several in the order asked for. Beside the values it keeps them by
 * how often they occur, so that the result is the first entry.
 */
final class ModeTotal extends MultisetTotal {
    private static final byte[] VALUES = {0};
    private static final byte[] BY_COUNT = {1};
    private static final byte[] PRESENT = {1};

    private final ValueCodec codec;
    private final OrderedStore byCount;

    /** @param codec for single values */
    ModeTotal(OrderedStore values, ValueCodec codec) {
        super(values.under(VALUES), codec::orderKey);
        this.codec = codec;
        this.byCount = values.under(BY_COUNT);
    }

    @Override
    public void load(ByteInput in) {}

    @Override
    public void save(ByteOutput out) {}

    @Override
    void changed(byte[] value, long before, long after) {
        if (before != after) {
            if (before > 0) {
                byCount.put(countKey(before, value), null);
            }
            if (after > 0) {
                byCount.put(countKey(after, value), PRESENT);
            }
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
            return codec.ofOrderKey(Arrays.copyOfRange(key, Long.BYTES, key.length));
        }
    }
}
