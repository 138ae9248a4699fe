package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each partition whose number lies in a range, where no row ever leaves the input: a row after the last wanted
 * number never comes before it, so it is not kept ({@link TopRows} keeps all).
 *
 * <p>Cost of a flush: for each changed partition one read, and one write where its first rows are others now. State: one
 * entry per partition, its first rows in order.
 */
final class FirstRows implements RowOperator {
    /** A partition is read and written whole: at some 100 bytes a row that is 100 KB. */
    private static final long ROWS_MAX = 1_000;
    /** Rows held: at some 400 bytes each 13 MB of heap for a task; each flush within a commit says what a later one takes back. */
    private static final int HELD_MAX = 32_000;

    private final Plan.TopN plan;
    private final long last;
    private final RowOrder order;
    private final OrderedStore store;
    private final ChangeOutput output;
    private final Map<Bytes, FirstPlaces> held = new LinkedHashMap<>();
    private int rows;

    FirstRows(Plan.TopN plan, OrderedStore store, ChangeOutput output) {
        this.plan = plan;
        this.last = last(plan);
        this.order = new RowOrder(plan.input().rowType(), plan.order());
        this.store = store;
        this.output = output;
    }

    /** Whether a partition's first rows are enough for a plan. */
    static boolean suffice(Plan.TopN plan) {
        return plan.input().appendOnly()
                && plan.ranking() == Ranking.ROW_NUMBER
                && plan.ranks() > 0
                && plan.ranks() <= ROWS_MAX
                && last(plan) <= ROWS_MAX;
    }

    /** The last number wanted. */
    static long last(Plan.TopN plan) {
        return plan.ranksBefore() + plan.ranks();
    }

    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        add(key, order.place(row, weight));
    }

    /** What {@link PartialTop} sent. */
    @Override
    public void merge(int port, byte[] key, ByteInput sent, RowCodec codec, long weight) {
        int sortBytes = (int) sent.readVarint();
        add(key, new PlacedRow(sent.readBytes(sent.remaining()), sortBytes, weight));
    }

    private void add(byte[] key, PlacedRow row) {
        FirstPlaces places = held.computeIfAbsent(Bytes.wrap(key), k -> new FirstPlaces(last));
        rows -= places.size();
        places.add(row);
        rows += places.size();
        if (rows >= HELD_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        held.forEach((key, changes) -> flush(key.array(), changes));
        held.clear();
        rows = 0;
    }

    private void flush(byte[] key, FirstPlaces changes) {
        byte[] stored = store.get(key);
        FirstPlaces places = stored == null ? new FirstPlaces(last) : FirstPlaces.of(stored, last);
        List<PlacedRow> before = places.ranks(plan.ranksBefore(), last);
        boolean changed = false;
        for (PlacedRow change : changes.rows()) {
            changed |= places.add(change);
        }
        if (changed) {
            store.put(key, places.encoded());
            emit(before, places.ranks(plan.ranksBefore(), last));
        }
    }

    private void emit(List<PlacedRow> before, List<PlacedRow> after) {
        if (!plan.withRank()) {
            SumsByKey<Bytes> difference = new SumsByKey<>();
            before.forEach(row -> difference.add(Bytes.wrap(row.row()), -1));
            after.forEach(row -> difference.add(Bytes.wrap(row.row()), 1));
            difference.forEach((row, weight) -> output.emit(order.row(row), weight));
            return;
        }
        for (int i = 0; i < after.size(); i++) { // there are never fewer than before
            PlacedRow was = i < before.size() ? before.get(i) : null;
            PlacedRow is = after.get(i);
            if (was != null && Arrays.equals(was.place(), is.place())) {
                continue;
            }
            long rank = plan.ranksBefore() + i + 1;
            if (was != null) {
                output.emit(ranked(was, rank), -1);
            }
            output.emit(ranked(is, rank), 1);
        }
    }

    private @Nullable Object[] ranked(PlacedRow placed, long rank) {
        @Nullable Object[] row = order.row(placed);
        @Nullable Object[] withRank = Arrays.copyOf(row, row.length + 1);
        withRank[row.length] = rank;
        return withRank;
    }

    @Override
    public void close(ClosedKeys closed) {
        closed.removeFrom(store);
    }
}
