package io.weirpool.common.model;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The columns of a row, in order; names are distinct. A row is an {@code Object[]} of the same length. */
public record RowType(List<Column> columns) {
    public RowType {
        columns = List.copyOf(columns);
        Set<ColumnName> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw new IllegalArgumentException("two columns are called " + column.name());
            }
        }
    }

    public static RowType of(Column... columns) {
        return new RowType(List.of(columns));
    }

    public int size() {
        return columns.size();
    }

    public Column column(int index) {
        return columns.get(index);
    }

    public SqlType type(int index) {
        return columns.get(index).type();
    }

    public OptionalInt indexOf(String name) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().value().equals(name))
                .findFirst();
    }

    /** The columns at these indexes, in this order. */
    public RowType project(List<Integer> indexes) {
        return new RowType(indexes.stream().map(columns::get).toList());
    }
}
