package io.weirpool.common.model;

import static java.util.Objects.requireNonNull;

/** A column of a source or a view. */
public record Column(ColumnName name, SqlType type) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    public static Column of(String name, SqlType type) {
        return new Column(new ColumnName(name), type);
    }
}
