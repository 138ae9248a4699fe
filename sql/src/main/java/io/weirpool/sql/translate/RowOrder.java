package io.weirpool.sql.translate;

import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * The order in which PostgreSQL meets the rows of a relation: that of a subquery's ORDER BY, or of the rows that a function
 * gives. What depends on the order of rows and says none takes this one. Nothing is known of most relations.
 *
 * @param keys columns of the plan; empty when nothing is known
 */
record RowOrder(List<SortKey> keys) {
    static final RowOrder NONE = new RowOrder(List.of());

    RowOrder {
        keys = List.copyOf(keys);
    }

    /** Rows as they were counted in a column. */
    static RowOrder counted(int column) {
        return rising(List.of(column));
    }

    static RowOrder rising(List<Integer> columns) {
        return new RowOrder(columns.stream()
                .map(column -> new SortKey(column, false, false))
                .toList());
    }

    boolean isKnown() {
        return !keys.isEmpty();
    }

    /**
     * The order of the rows that a function makes of each of these rows, counted in a column. Rows of which nothing else is
     * known follow by their key.
     *
     * @param key columns of which no two of these rows have the same values, if such are known
     */
    RowOrder each(int column, Optional<List<Integer>> key) {
        RowOrder before = isKnown() ? this : rising(key.orElse(List.of()));
        return isKnown() || key.isPresent() ? before.then(counted(column).keys) : NONE;
    }

    RowOrder then(List<SortKey> further) {
        return new RowOrder(Stream.concat(keys.stream(), further.stream()).toList());
    }

    /** The keys by which rows are ordered that are equal in these columns; empty when it is not known. */
    List<SortKey> among(Collection<Integer> equal) {
        return keys.stream().filter(key -> !equal.contains(key.column())).toList();
    }

    BitSet columns() {
        BitSet columns = new BitSet();
        keys.forEach(key -> columns.set(key.column()));
        return columns;
    }

    /** With its columns somewhere else. */
    RowOrder moved(IntUnaryOperator column) {
        List<SortKey> moved = new ArrayList<>();
        keys.forEach(
                key -> moved.add(new SortKey(column.applyAsInt(key.column()), key.descending(), key.nullsFirst())));
        return new RowOrder(moved);
    }
}
