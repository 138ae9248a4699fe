package io.weirpool.processor.operator;

import io.weirpool.processor.operator.KeyedRows.Count;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outer, semi or anti join with a residual: rows under one key can match different rows, so the weights of its matches
 * are kept with each row that is shown by itself, and it is shown by whether they add up to more than 0.
 *
 * <p>Cost of a change: the rows under its key on the other side, of which those it matches are written. State: rows of port
 * p under {@code p}.
 */
final class ResidualJoin implements RowOperator {
    private final JoinShape shape;
    private final ChangeOutput output;
    private final List<RowKeys> keys;
    private final List<KeyedRows> rows;
    private final OrderedStore store;

    ResidualJoin(Plan.Join plan, OrderedStore store, ChangeOutput output) {
        this.shape = new JoinShape(plan);
        this.output = output;
        this.store = store;
        this.keys = List.of(RowKeys.of(plan, 0), RowKeys.of(plan, 1));
        this.rows = List.of(keptRows(store, 0), keptRows(store, 1));
    }

    private KeyedRows keptRows(OrderedStore store, int port) {
        return new KeyedRows(
                store.under(new byte[] {(byte) port}), keys.get(port).rowCodec());
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        if (keys.get(port).meetsNone(row)) {
            show(port, row, weight, false);
            return;
        }
        long matches = meet(port, key, row, weight);
        long before = rows.get(port).get(key, row).weight();
        rows.get(port).put(key, row, new Count(before + weight, shape.single(port) ? matches : 0));
        show(port, row, weight, matches > 0);
    }

    /** Tells the rows of the other side that they have a match more; returns the sum of their weights. */
    private long meet(int port, byte[] key, @Nullable Object[] row, long weight) {
        int other = 1 - port;
        long[] matches = {0};
        rows.get(other).forEach(key, (match, count) -> {
            @Nullable Object[] pair = shape.pair(port, row, match);
            long product = weight * count.weight();
            if (!shape.matches(pair, product, output)) {
                return;
            }
            matches[0] += count.weight();
            if (shape.pairs()) {
                output.emit(pair, product);
            }
            if (shape.single(other)) {
                Count now = new Count(count.weight(), count.matches() + weight);
                rows.get(other).put(key, match, now);
                turn(other, match, count, now);
            }
        });
        return matches[0];
    }

    private void turn(int port, @Nullable Object[] row, Count before, Count now) {
        if (before.matches() > 0 != now.matches() > 0) {
            show(port, row, -before.weight(), before.matches() > 0);
            show(port, row, now.weight(), now.matches() > 0);
        }
    }

    private void show(int port, @Nullable Object[] row, long weight, boolean matched) {
        if (shape.single(port, matched)) {
            output.emit(shape.single(port, row), weight);
        }
    }

    /** Nothing is held back. */
    @Override
    public void flush() {}

    @Override
    public void close(ClosedKeys closed) {
        closed.removeFrom(store.under(new byte[] {0}));
        closed.removeFrom(store.under(new byte[] {1}));
    }
}
