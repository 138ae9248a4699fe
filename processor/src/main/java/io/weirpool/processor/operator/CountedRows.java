package io.weirpool.processor.operator;

import io.weirpool.processor.operator.KeyedRows.Count;
import java.util.List;

/** The rows of an input whose rows leave again, one entry each, so that one is found among many. */
final class CountedRows implements MatchedRows {
    private final KeyedRows rows;

    CountedRows(KeyedRows rows) {
        this.rows = rows;
    }

    @Override
    public void forEach(byte[] key, Visitor visitor) {
        rows.forEach(key, (row, count) -> visitor.visit(row, count.weight()));
    }

    @Override
    public void add(byte[] key, List<WeightedRow> changes) {
        for (WeightedRow change : changes) {
            Count before = rows.get(key, change.values());
            rows.put(key, change.values(), new Count(before.weight() + change.weight(), 0));
        }
    }

    @Override
    public void flushed() {}
}
