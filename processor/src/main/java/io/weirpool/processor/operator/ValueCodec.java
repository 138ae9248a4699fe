package io.weirpool.processor.operator;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.codec.Values;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values of one type as bytes. Thread-safe. */
final class ValueCodec {
    private final SqlType type;
    private final KeyCodec keys;
    private final RowCodec exact;

    ValueCodec(SqlType type) {
        RowType row = RowType.of(Column.of("value", type));
        this.type = type;
        this.keys = KeyCodec.of(row, List.of(0));
        this.exact = RowCodec.of(row);
    }

    /** Equal values have equal bytes. */
    byte[] key(Object value) {
        return keys.encode(new Object[] {value});
    }

    /** The representative of all equal values. */
    Object ofKey(byte[] key) {
        return requireNonNull(keys.decode(key)[0]);
    }

    /** In the order of the values; among equal ones each form (1.0, 1.00) for itself, and it comes back as it was. */
    byte[] ordered(Object value) {
        ByteOutput out = new ByteOutput(48);
        keys.write(out, new Object[] {value});
        exact.write(out, new Object[] {value});
        return out.toByteArray();
    }

    Object ofOrdered(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        keys.read(in);
        return requireNonNull(exact.read(in)[0]);
    }

    /** The order of {@link #ordered}. */
    int compare(Object a, Object b) {
        int order = Values.compare(type, a, b);
        if (order != 0 || a.equals(b)) {
            return order;
        }
        return Arrays.compareUnsigned(ordered(a), ordered(b));
    }

    void writeNullable(ByteOutput out, @Nullable Object value) {
        exact.write(out, new @Nullable Object[] {value});
    }

    @Nullable Object readNullable(ByteInput in) {
        return exact.read(in)[0];
    }
}
