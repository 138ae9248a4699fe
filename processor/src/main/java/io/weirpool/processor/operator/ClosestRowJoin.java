package io.weirpool.processor.operator;

import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.AsOfJoin.AsOf;
import io.weirpool.sql.plan.SortKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ASOF join: each left row with the right row closest in time. Of right rows of one time the last by its bytes is taken
 * when looking back, the first when looking ahead; how often it is there does not count.
 *
 * <p>Both inputs stand in time order under their keys. A left row seeks its match. A right row that comes or goes takes the
 * match of those left rows, or gives it back, that lie between it and the next right row on the far side; the one before it
 * on the near side had it until then.
 *
 * <p>Cost of a change: O(log n), of a right row also the left rows whose match it is. State: rows of port p under {@code p},
 * then the key, see {@link PlacedRow}.
 */
final class ClosestRowJoin implements RowOperator {
    private static final byte[] START = {};
    private static final byte[] END = {};

    private final Plan.AsOfJoin plan;
    private final List<RowKeys> keys;
    private final List<RowOrder> orders;
    private final OrderedStore store;
    private final ChangeOutput output;
    private final boolean looksBack;
    private final boolean includesEqual;

    ClosestRowJoin(Plan.AsOfJoin plan, OrderedStore store, ChangeOutput output) {
        this.plan = plan;
        this.keys = List.of(RowKeys.of(plan, 0), RowKeys.of(plan, 1));
        this.orders = List.of(
                new RowOrder(plan.left().rowType(), List.of(new SortKey(plan.leftTime(), false, false))),
                new RowOrder(plan.right().rowType(), List.of(new SortKey(plan.rightTime(), false, false))));
        this.store = store;
        this.output = output;
        this.looksBack = plan.match() == AsOf.AT_OR_BEFORE || plan.match() == AsOf.BEFORE;
        this.includesEqual = plan.match() == AsOf.AT_OR_BEFORE || plan.match() == AsOf.AT_OR_AFTER;
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        if (!keys.get(port).meetsNone(row)) {
            PlacedRow change = orders.get(port).place(row, weight);
            if (port == 0) {
                emit(row, match(rows(1, key), change.sortKey()), weight);
                HeldRows.apply(List.of(change), rows(0, key));
            } else {
                applyRight(key, change);
            }
        } else if (port == 0) {
            emit(row, null, weight);
        }
    }

    private OrderedStore rows(int port, byte[] key) {
        return store.under(new byte[] {(byte) port}).under(key);
    }

    private @Nullable PlacedRow match(OrderedStore right, byte[] time) {
        boolean pastEqual = looksBack == includesEqual;
        byte[] bound = pastEqual ? OrderedStore.after(time) : time;
        return looksBack ? first(right.range(START, bound, true)) : first(right.range(bound, END, false));
    }

    /** The first row that is there. */
    private static @Nullable PlacedRow first(OrderedStore.Cursor cursor) {
        try (cursor) {
            while (cursor.hasNext()) {
                PlacedRow row = PlacedRow.of(cursor.next());
                if (row.weight() > 0) {
                    return row;
                }
            }
            return null;
        }
    }

    private void applyRight(byte[] key, PlacedRow change) {
        OrderedStore right = rows(1, key);
        byte[] stored = right.get(change.place());
        long before = stored == null ? 0 : PlacedRow.weight(stored);
        long now = before + change.weight();
        right.put(change.place(), now == 0 ? null : change.withWeight(now).value());
        if (before > 0 != now > 0) {
            turn(key, right, change, now > 0);
        }
    }

    /**
     * The right row is there now and was not, or the other way round. When the next one on the far side has its time, no
     * left row lies between.
     */
    private void turn(byte[] key, OrderedStore right, PlacedRow turned, boolean there) {
        byte[] behind = Arrays.copyOf(turned.place(), turned.place().length + 1);
        PlacedRow earlier = first(right.range(START, turned.place(), true));
        PlacedRow later = first(right.range(behind, END, false));
        PlacedRow far = looksBack ? later : earlier;
        PlacedRow near = looksBack ? earlier : later;
        byte[] from = looksBack ? bound(turned) : far == null ? START : bound(far);
        byte[] to = looksBack ? far == null ? END : bound(far) : bound(turned);
        rows(0, key).forEach(from, to, entry -> {
            PlacedRow left = PlacedRow.of(entry);
            @Nullable Object[] row = orders.get(0).row(left);
            emit(row, there ? near : turned, -left.weight());
            emit(row, there ? turned : near, left.weight());
        });
    }

    /** Left rows from here on have, or no longer have, a right row of this time on the side they look to. */
    private byte[] bound(PlacedRow right) {
        byte[] time = right.sortKey();
        return looksBack == includesEqual ? time : OrderedStore.after(time);
    }

    private void emit(@Nullable Object[] left, @Nullable PlacedRow match, long weight) {
        if (match == null && !plan.outer()) {
            return;
        }
        int rightColumns = plan.right().rowType().size();
        @Nullable Object[] pair = Arrays.copyOf(left, left.length + rightColumns);
        if (match != null) {
            System.arraycopy(orders.get(1).row(match), 0, pair, left.length, rightColumns);
        }
        output.emit(pair, weight);
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
