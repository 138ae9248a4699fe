package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Plan.SetOperation.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * INTERSECT and EXCEPT: how often each row is in each input says how often it is in the answer.
 *
 * <p>Of equal rows that print differently (1.0 and 1.00) the one that the key gives back is shown, as in groups. A count
 * below 0 is taken for 0 until it comes right. Cost of a change: O(log n). State: under the row's key one count per input.
 */
final class SetCounts implements RowOperator {
    /** Changed rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final Plan.SetOperation plan;
    private final KeyCodec rows;
    private final OrderedStore store;
    private final ChangeOutput output;
    private final Map<Bytes, Counts> changed = new LinkedHashMap<>();

    private static final class Counts {
        private final long[] before;
        private final long[] now;

        Counts(long[] before) {
            this.before = before;
            this.now = before.clone();
        }
    }

    SetCounts(Plan.SetOperation plan, OrderedStore store, ChangeOutput output) {
        this.plan = plan;
        this.rows = KeyCodec.of(
                plan.rowType(),
                IntStream.range(0, plan.rowType().size()).boxed().toList());
        this.store = store;
        this.output = output;
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        changed.computeIfAbsent(Bytes.wrap(key), k -> new Counts(stored(key))).now[port] += weight;
        if (changed.size() >= ROWS_MAX) {
            flush();
        }
    }

    private long[] stored(byte[] key) {
        long[] counts = new long[plan.inputs().size()];
        byte[] value = store.get(key);
        if (value != null) {
            ByteInput in = new ByteInput(value);
            Arrays.setAll(counts, i -> in.readZigzag());
        }
        return counts;
    }

    @Override
    public void flush() {
        changed.forEach(this::flush);
        changed.clear();
    }

    @Override
    public void close(ClosedKeys closed) {
        closed.removeFrom(store);
    }

    private void flush(Bytes key, Counts counts) {
        if (Arrays.equals(counts.now, counts.before)) {
            return;
        }
        store.put(key.array(), encoded(counts.now));
        long change = shown(counts.now) - shown(counts.before);
        if (change != 0) {
            output.emit(rows.decode(key.array()), change);
        }
    }

    private static byte @Nullable [] encoded(long[] counts) {
        if (Arrays.stream(counts).allMatch(count -> count == 0)) {
            return null;
        }
        ByteOutput out = new ByteOutput(2 * counts.length);
        for (long count : counts) {
            out.writeZigzag(count);
        }
        return out.toByteArray();
    }

    /** How often the answer has a row that the inputs have this often. */
    private long shown(long[] counts) {
        long first = Math.max(counts[0], 0);
        if (plan.kind() == Kind.INTERSECT) {
            long least = Math.max(Arrays.stream(counts).min().orElse(0), 0);
            return plan.all() ? least : Math.min(least, 1);
        }
        long others =
                Arrays.stream(counts).skip(1).map(count -> Math.max(count, 0)).sum();
        if (plan.all()) {
            return Math.max(first - others, 0);
        }
        return others == 0 ? Math.min(first, 1) : 0;
    }
}
