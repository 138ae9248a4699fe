package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows of partitions that stand in order in a store. Changes are held until the flush, and come to it by partition. */
abstract class OrderedRows implements RowOperator {
    final RowOrder order;
    final OrderedStore store;
    private final HeldRows held = new HeldRows();

    OrderedRows(RowOrder order, OrderedStore store) {
        this.order = order;
        this.store = store;
    }

    /** Applies the changes of the partition that this key names: at least one, in the order of the rows. */
    abstract void flush(byte[] key, Collection<PlacedRow> changes);

    @Override
    public final void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        held.add(key, order.place(row, weight));
        if (held.isFull()) {
            flush();
        }
    }

    @Override
    public final void flush() {
        held.flush(this::flush);
    }

    @Override
    public void close(ClosedKeys closed) {
        closed.removeFrom(store);
    }
}
