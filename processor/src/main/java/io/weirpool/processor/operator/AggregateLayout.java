package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.processor.aggregate.Call;
import io.weirpool.processor.aggregate.Calls;
import io.weirpool.processor.aggregate.Total;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the two halves of an aggregate share: how groups are keyed, and its calls. Thread-safe. */
public final class AggregateLayout {
    /** First byte of a partial and of a group's state; another means another Weirpool wrote it. */
    static final byte VERSION = 2;

    private static final byte[] GROUPS = {0};
    private static final byte VALUES = 1;

    private final KeyCodec keys;
    /** Of a row of nothing but the group columns. */
    private final KeyCodec groupKeys;

    private final int groupColumns;
    private final Calls calls;

    private AggregateLayout(KeyCodec keys, KeyCodec groupKeys, int groupColumns, Calls calls) {
        this.keys = keys;
        this.groupKeys = groupKeys;
        this.groupColumns = groupColumns;
        this.calls = calls;
    }

    public static AggregateLayout of(Plan.Aggregate plan) {
        return new AggregateLayout(
                KeyCodec.of(plan.input().rowType(), plan.groups()),
                KeyCodec.of(
                        plan.input().rowType().project(plan.groups()),
                        IntStream.range(0, plan.groups().size()).boxed().toList()),
                plan.groups().size(),
                Calls.of(plan.calls(), plan.input().rowType(), plan.input().appendOnly()));
    }

    /** Without group columns there is one group, with or without rows. */
    public boolean isGlobal() {
        return groupColumns == 0;
    }

    /** Appends the group of an input row. */
    void key(ByteOutput out, @Nullable Object[] row) {
        keys.write(out, row);
    }

    /** The group columns. */
    public @Nullable Object[] group(byte[] key) {
        return keys.decode(key);
    }

    /** The group with these values: what {@link #group} takes apart. */
    byte[] keyOf(@Nullable Object[] group) {
        return groupKeys.encode(group);
    }

    /** What is remembered of a group, other than how many rows it has. */
    List<Call> remembered() {
        return calls.remembered();
    }

    List<Total> newTotals(OrderedStore store, byte[] key) {
        List<Call> remembered = calls.remembered();
        List<Total> totals = new ArrayList<>(remembered.size());
        for (int i = 0; i < remembered.size(); i++) {
            Call call = remembered.get(i);
            totals.add(call.newTotal(call.keepsValues() ? store.under(valuesPrefix(i, key)) : store));
        }
        return totals;
    }

    /** Where none keeps values by themselves; {@code store} is not used. */
    List<Total> newTotals(OrderedStore store) {
        List<Call> remembered = calls.remembered();
        List<Total> totals = new ArrayList<>(remembered.size());
        for (Call call : remembered) {
            totals.add(call.newTotal(store));
        }
        return totals;
    }

    OrderedStore groups(OrderedStore store) {
        return store.under(GROUPS);
    }

    /** All state of an aggregate: its groups, and the values that are kept by themselves; by group. */
    List<OrderedStore> parts(OrderedStore store) {
        return Stream.concat(
                        Stream.of(groups(store)),
                        IntStream.range(0, calls.remembered().size())
                                .mapToObj(i -> store.under(valuesPrefix(i, new byte[0]))))
                .toList();
    }

    private static byte[] valuesPrefix(int remembered, byte[] key) {
        byte[] prefix = new byte[key.length + 3];
        prefix[0] = VALUES;
        prefix[1] = (byte) (remembered >> 8);
        prefix[2] = (byte) remembered;
        System.arraycopy(key, 0, prefix, 3, key.length);
        return prefix;
    }

    /** The aggregate's row: group columns, then the calls' values. */
    @Nullable Object[] row(@Nullable Object[] group, GroupTotals totals) {
        @Nullable Object[] row = Arrays.copyOf(group, groupColumns + calls.size());
        for (int i = 0; i < calls.size(); i++) {
            row[groupColumns + i] = calls.value(i, totals.rows(), totals.totals());
        }
        return row;
    }
}
