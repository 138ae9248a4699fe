package io.weirpool.common.catalog;

import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;
import java.util.Map;

/**
 * A declared source.
 *
 * @param name unique among sources and views of the pipeline
 * @param kind stream (a bag of rows) or table (the last upsert of a key stands)
 * @param columns declared order
 * @param key indexes of the PRIMARY KEY columns in declared order of the key; empty for a stream
 * @param checks the CHECK conditions as SQL text, in declared order; a row passes when none is false (NULL passes)
 * @param partitions of the log; fixed for ever
 * @param options what {@code WITH (...)} said, checked by {@code sql}
 */
public record Source(
        Name name,
        Kind kind,
        RowType columns,
        List<Integer> key,
        List<String> checks,
        int partitions,
        Map<String, String> options) {
    /** Closed: a source either keeps every row or the last one per key. */
    public enum Kind {
        STREAM,
        TABLE
    }

    public Source {
        key = List.copyOf(key);
        checks = List.copyOf(checks);
        options = Map.copyOf(options);
        if ((kind == Kind.TABLE) == key.isEmpty()) {
            throw new IllegalArgumentException("a table has a key, a stream has none: " + name);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " has " + partitions + " partitions");
        }
    }

    public boolean isTable() {
        return kind == Kind.TABLE;
    }
}
