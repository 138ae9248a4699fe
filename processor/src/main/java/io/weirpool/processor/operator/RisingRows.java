package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.Rising;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of each partition whose rank lies in a range, where rows only {@linkplain Rising rise}: those behind the last
 * wanted rank are not kept ({@link TopRows} keeps all), nor is it an error when one of them leaves.
 *
 * <p>A row's leaving and its coming at a better place are told together. Where a flush comes between them, one row less is
 * shown until the other has come.
 *
 * <p>Cost of a flush: for each changed partition its rows up to the last wanted rank. State: one entry for each of those, see
 * {@link PlacedRow}.
 */
final class RisingRows extends OrderedRows {
    private static final byte[] ALL = {};

    private final Plan.TopN plan;
    private final long lastRank;
    private final ChangeOutput output;

    RisingRows(Plan.TopN plan, OrderedStore store, ChangeOutput output) {
        super(new RowOrder(plan.input().rowType(), plan.order()), store);
        this.plan = plan;
        this.lastRank = TopRows.lastRank(plan);
        this.output = output;
    }

    @Override
    void flush(byte[] key, Collection<PlacedRow> changes) {
        OrderedStore partition = store.under(key);
        NavigableMap<Bytes, PlacedRow> rows = new TreeMap<>();
        partition.forEach(ALL, ALL, entry -> rows.put(Bytes.wrap(entry.key()), PlacedRow.of(entry)));
        Set<Bytes> stored = Set.copyOf(rows.keySet());
        SumsByKey<RankedRow> difference = new SumsByKey<>();
        rank(rows, -1, difference);
        for (PlacedRow change : changes) {
            if (change.weight() > 0) {
                rows.put(Bytes.wrap(change.place()), change);
            } else {
                rows.remove(Bytes.wrap(change.place()));
            }
        }
        rank(rows, 1, difference);
        write(stored, rows, partition);
        difference.forEach((row, weight) -> output.emit(row.values(order), weight));
    }

    /** Adds the answer's rows to the difference; rows behind them are forgotten. */
    private void rank(NavigableMap<Bytes, PlacedRow> rows, int sign, SumsByKey<RankedRow> difference) {
        long number = 0;
        long rank = 0;
        PlacedRow previous = null;
        for (PlacedRow row : rows.values()) {
            number++;
            boolean peer = plan.ranking() == Ranking.RANK && previous != null && row.isPeerOf(previous);
            rank = peer ? rank : number;
            if (rank > lastRank) {
                rows.tailMap(Bytes.wrap(row.place()), true).clear();
                return;
            }
            if (rank > plan.ranksBefore()) {
                difference.add(new RankedRow(Bytes.wrap(row.row()), plan.withRank() ? rank : 0), sign);
            }
            previous = row;
        }
    }

    private static void write(Set<Bytes> stored, NavigableMap<Bytes, PlacedRow> rows, OrderedStore partition) {
        stored.forEach(place -> {
            if (!rows.containsKey(place)) {
                partition.put(place.array(), null);
            }
        });
        rows.forEach((place, row) -> {
            if (!stored.contains(place)) {
                partition.put(place.array(), row.value());
            }
        });
    }
}
