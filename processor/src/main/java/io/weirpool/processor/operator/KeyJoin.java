package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outer, semi or anti join without residual: a row has a match as soon as the other input has a row under its key.
 *
 * <p>Pairs are bilinear: a change of a row gives one change for each row under its key on the other side, weights
 * multiplied (DBSP: Budiu et al., VLDB 2023, section 4). What is shown of a row by itself (of an outer join without a
 * match, of a semi join with one) depends only on whether the other side's weights under the key add up to more than 0. So
 * one number per key is kept for it, and rows are touched only when that turns; this is looked at once per flush, so that
 * an update on the other side, which is a removal and an arrival, touches nothing.
 *
 * <p>Cost of a change: the rows under its key on the other side where pairs are shown, else O(log n); at a flush also the
 * rows under each key that turned. State: rows of port p under {@code p}, sums under {@code 2 + p}; of semi and anti joins
 * no right rows.
 */
final class KeyJoin implements RowOperator {
    /** Rows of two ports, sums of two. */
    private static final int PARTS = 4;

    private final JoinShape shape;
    private final ChangeOutput output;
    private final List<RowKeys> keys;
    private final List<KeyedRows> rows;
    private final List<Presence> presence;
    private final OrderedStore store;

    KeyJoin(Plan.Join plan, OrderedStore store, ChangeOutput output) {
        this.shape = new JoinShape(plan);
        this.output = output;
        this.store = store;
        this.keys = List.of(RowKeys.of(plan, 0), RowKeys.of(plan, 1));
        this.rows = List.of(keptRows(store, 0), keptRows(store, 1));
        this.presence = List.of(new Presence(store.under(new byte[] {2})), new Presence(store.under(new byte[] {3})));
    }

    private KeyedRows keptRows(OrderedStore store, int port) {
        return new KeyedRows(
                store.under(new byte[] {(byte) port}), keys.get(port).rowCodec());
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        int other = 1 - port;
        if (keys.get(port).meetsNone(row)) {
            showSingle(port, row, weight, false);
            return;
        }
        if (shape.pairs()) {
            rows.get(other).forEach(key, (match, count) -> {
                @Nullable Object[] pair = shape.pair(port, row, match);
                long product = weight * count.weight();
                if (shape.matches(pair, product, output)) {
                    output.emit(pair, product);
                }
            });
        }
        if (shape.single(port)) {
            showSingle(port, row, weight, presence.get(other).wasThere(key));
        }
        if (shape.pairs() || shape.single(port)) {
            rows.get(port).add(key, row, weight);
        }
        if (shape.single(other)) {
            presence.get(port).add(key, weight);
            if (presence.get(port).isFull()) {
                flush();
            }
        }
    }

    private void showSingle(int port, @Nullable Object[] row, long weight, boolean matched) {
        if (shape.single(port, matched)) {
            output.emit(shape.single(port, row), weight);
        }
    }

    @Override
    public void flush() {
        for (int port = 0; port < 2; port++) {
            int other = 1 - port;
            presence.get(port).flush((key, there) -> {
                long sign = shape.single(other, there) ? 1 : -1;
                rows.get(other)
                        .forEach(key, (row, count) -> output.emit(shape.single(other, row), sign * count.weight()));
            });
        }
    }

    @Override
    public void close(ClosedKeys closed) {
        for (byte part = 0; part < PARTS; part++) {
            closed.removeFrom(store.under(new byte[] {part}));
        }
    }
}
