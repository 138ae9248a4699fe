package io.weirpool.processor.operator;

import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.processor.state.OrderedStore;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that get no changes any more: those whose first column is below a bound and not NULL. As keys stand in the order of
 * their values they are one range of a store, and a short one, where those below an earlier bound are gone.
 *
 * @param below the bound, a value of the column's type
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClosedKeys(Object below, byte[] from, byte[] to) {
    /**
     * The keys between two bounds.
     *
     * @param type of the first key column
     * @param since the bound below which the keys were given up before; null when that is not known
     */
    public static ClosedKeys between(SqlType type, @Nullable Object since, Object below) {
        KeyCodec codec = KeyCodec.of(RowType.of(Column.of("c", type)), List.of(0));
        byte[] from = since == null ? new byte[0] : codec.encode(new Object[] {since});
        return new ClosedKeys(below, from, codec.encode(new Object[] {below}));
    }

    /** Gives each entry under a closed key, in order; the action may remove it. */
    void forEach(OrderedStore keyed, Consumer<OrderedStore.Entry> action) {
        keyed.forEach(from, to, action);
    }

    void removeFrom(OrderedStore keyed) {
        forEach(keyed, entry -> keyed.put(entry.key(), null));
    }
}
