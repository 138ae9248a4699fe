package io.weirpool.e2e.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream or a table.
 *
 * @param key of a table, empty for a stream
 * @param partitions of its log
 * @param eventTime of a stream that says in which order its rows come
 */
record SourceSpec(
        String name, List<ColumnSpec> columns, List<String> key, int partitions, Optional<EventTime> eventTime) {
    SourceSpec(String name, List<ColumnSpec> columns, List<String> key, int partitions) {
        this(name, columns, key, partitions, Optional.empty());
    }

    /** A declared column; with a point in its name a field of one, see {@link RowTypes}. */
    record ColumnSpec(String name, ColumnType type, boolean nullable) {}

    boolean isTable() {
        return !key.isEmpty();
    }

    String sql() {
        return "CREATE %s %s WITH ('partitions' = '%d');"
                .formatted(
                        isTable() ? "TABLE" : "STREAM",
                        nameAndColumns(eventTime.map(t -> ", " + t.watermark()).orElse("")),
                        partitions);
    }

    /** As PostgreSQL has it, after the types of its rows. */
    String postgres() {
        List<String> types = new ArrayList<>();
        String declared = RowTypes.postgres(name, columns, types);
        return String.join("", types) + "CREATE TABLE " + name + " (" + declared + primaryKey() + ");";
    }

    private String nameAndColumns(String more) {
        return name + " (" + RowTypes.declared(columns) + primaryKey() + more + ")";
    }

    private String primaryKey() {
        return isTable() ? ", PRIMARY KEY (" + String.join(", ", key) + ")" : "";
    }
}
