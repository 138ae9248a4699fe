package io.weirpool.processor.operator;

import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inner join. Pairs are bilinear: changes of both inputs give the pairs of each with the other's rows from before, and
 * with each other, weights multiplied (DBSP: Budiu et al., VLDB 2023, section 4). Changes are held until a flush, so that
 * the rows under a key are read once for all changes of it, and a row that came and went meets nobody.
 *
 * <p>Cost of a flush: for each changed key the rows under it on the other side. State: rows of port p under {@code p}; of
 * an input that only grows a number under {@code 2 + p} ({@link GrowingRows}).
 */
final class InnerJoin implements RowOperator {
    /** Rows held: at some 400 bytes each 4 MB of heap for a task. */
    private static final int HELD_MAX = 10_000;

    private static final int PORTS = 2;

    private final Plan.Join plan;
    private final JoinShape shape;
    private final ChangeOutput output;
    private final OrderedStore store;
    private final List<RowKeys> keys;
    private final List<MatchedRows> rows;
    private final Map<Bytes, Changes> held = new LinkedHashMap<>();
    private int heldRows;

    /** Of one key, by port. */
    private record Changes(List<WeightedRow> left, List<WeightedRow> right) {
        Changes() {
            this(new ArrayList<>(2), new ArrayList<>(2));
        }

        List<WeightedRow> of(int port) {
            return port == 0 ? left : right;
        }
    }

    InnerJoin(Plan.Join plan, OrderedStore store, ChangeOutput output) {
        this.plan = plan;
        this.shape = new JoinShape(plan);
        this.output = output;
        this.store = store;
        this.keys = List.of(RowKeys.of(plan, 0), RowKeys.of(plan, 1));
        this.rows = List.of(kept(0), kept(1));
    }

    private MatchedRows kept(int port) {
        OrderedStore ofPort = part(port);
        RowCodec codec = keys.get(port).rowCodec();
        return grows(port)
                ? new GrowingRows(ofPort, part(PORTS + port), codec)
                : new CountedRows(new KeyedRows(ofPort, codec));
    }

    private OrderedStore part(int number) {
        return store.under(new byte[] {(byte) number});
    }

    private boolean grows(int port) {
        return plan.inputs().get(port).appendOnly();
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        if (keys.get(port).meetsNone(row)) {
            return;
        }
        held.computeIfAbsent(Bytes.wrap(key), k -> new Changes()).of(port).add(new WeightedRow(row, weight));
        if (++heldRows >= HELD_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (held.isEmpty()) {
            return;
        }
        held.forEach((key, changes) -> flush(key.array(), new Changes(sums(0, changes.left), sums(1, changes.right))));
        held.clear();
        heldRows = 0;
        rows.forEach(MatchedRows::flushed);
    }

    /** One change for each different row; rows that only come are left as they came. */
    private List<WeightedRow> sums(int port, List<WeightedRow> changes) {
        if (grows(port) || changes.size() < 2) {
            return changes;
        }
        RowCodec codec = keys.get(port).rowCodec();
        SumsByKey<Bytes> sums = new SumsByKey<>();
        changes.forEach(change -> sums.add(Bytes.wrap(codec.encode(change.values())), change.weight()));
        List<WeightedRow> different = new ArrayList<>(sums.size());
        sums.forEach((row, weight) -> different.add(new WeightedRow(codec.decode(row.array()), weight)));
        return different;
    }

    private void flush(byte[] key, Changes changes) {
        for (int port = 0; port < PORTS; port++) {
            List<WeightedRow> others = changes.of(1 - port);
            if (!others.isEmpty()) {
                int side = port;
                rows.get(port)
                        .forEach(
                                key,
                                (row, weight) -> others.forEach(
                                        other -> meet(side, row, other.values(), weight * other.weight())));
            }
        }
        for (WeightedRow left : changes.left) {
            changes.right.forEach(right -> meet(0, left.values(), right.values(), left.weight() * right.weight()));
        }
        for (int port = 0; port < PORTS; port++) {
            if (!changes.of(port).isEmpty()) {
                rows.get(port).add(key, changes.of(port));
            }
        }
    }

    private void meet(int port, @Nullable Object[] row, @Nullable Object[] other, long weight) {
        @Nullable Object[] pair = shape.pair(port, row, other);
        if (shape.matches(pair, weight, output)) {
            output.emit(pair, weight);
        }
    }

    @Override
    public void close(ClosedKeys closed) {
        for (int port = 0; port < PORTS; port++) {
            closed.removeFrom(part(port));
        }
    }
}
