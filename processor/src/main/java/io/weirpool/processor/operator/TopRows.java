package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each partition whose rank lies in a range.
 *
 * <p>All rows of a partition stand in order in the store. Changes are held until the flush; then the partition's rows are
 * read from the first up to the last wanted rank, the changes are written, and, when one of them lies among what was read,
 * the rows are read again: what differs is emitted. Rows that are there several times have as many ranks of their own under
 * ROW_NUMBER and share one otherwise.
 *
 * <p>Cost of a flush: for each changed partition twice the rows up to the last wanted rank, and O(log n) for each change; a
 * partition of a million rows costs no more than a small one. State: one entry per row, see {@link PlacedRow}.
 */
final class TopRows extends OrderedRows {
    private static final byte[] ALL = {};

    private final Plan.TopN plan;
    private final long lastRank;
    private final ChangeOutput output;

    TopRows(Plan.TopN plan, OrderedStore store, ChangeOutput output) {
        super(new RowOrder(plan.input().rowType(), plan.order()), store);
        this.plan = plan;
        this.lastRank = lastRank(plan);
        this.output = output;
    }

    /** The last rank wanted. */
    static long lastRank(Plan.TopN plan) {
        long last = plan.ranksBefore() + plan.ranks();
        return last < 0 ? Long.MAX_VALUE : last;
    }

    @Override
    void flush(byte[] key, Collection<PlacedRow> changes) {
        OrderedStore partition = store.under(key);
        SumsByKey<RankedRow> difference = new SumsByKey<>();
        byte[] end = read(partition, -1, difference);
        HeldRows.apply(changes, partition);
        byte[] first = changes.iterator().next().place();
        if (end == null || Arrays.compareUnsigned(first, end) < 0) {
            read(partition, 1, difference);
            difference.forEach((ranked, weight) -> output.emit(ranked.values(order), weight));
        }
    }

    /** Adds the answer's rows; returns a place from which on no row can be in the answer, null when there is none. */
    private byte @Nullable [] read(OrderedStore partition, int sign, SumsByKey<RankedRow> answer) {
        try (OrderedStore.Cursor cursor = partition.scan(ALL, false)) {
            long rows = 0;
            long rank = 0;
            PlacedRow previous = null;
            while (cursor.hasNext()) {
                PlacedRow row = PlacedRow.of(cursor.next());
                if (row.weight() <= 0) {
                    continue;
                }
                rank = rank(rank, rows, previous != null && row.isPeerOf(previous));
                if (rank > lastRank) {
                    return row.place();
                }
                add(row, rank, sign, answer);
                rows += row.weight();
                previous = row;
            }
            return null;
        }
    }

    /** Of a row, or the first of equal ones, from the rank of the one before and the number of those before. */
    private long rank(long before, long rows, boolean peer) {
        return switch (plan.ranking()) {
            case ROW_NUMBER -> rows + 1;
            case RANK -> peer ? before : rows + 1;
            case DENSE_RANK -> peer ? before : before + 1;
        };
    }

    private void add(PlacedRow row, long rank, int sign, SumsByKey<RankedRow> answer) {
        Bytes bytes = Bytes.wrap(row.row());
        if (plan.ranking() != Ranking.ROW_NUMBER) {
            if (rank > plan.ranksBefore()) {
                answer.add(new RankedRow(bytes, plan.withRank() ? rank : 0), sign * row.weight());
            }
            return;
        }
        long from = Math.max(rank, plan.ranksBefore() + 1);
        long to = Math.min(rank + row.weight() - 1, lastRank);
        if (!plan.withRank()) {
            answer.add(new RankedRow(bytes, 0), sign * Math.max(to - from + 1, 0));
            return;
        }
        for (long number = from; number <= to; number++) {
            answer.add(new RankedRow(bytes, number), sign);
        }
    }
}
