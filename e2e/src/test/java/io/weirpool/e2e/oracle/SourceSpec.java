package io.weirpool.e2e.oracle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** A declared column. */
    record ColumnSpec(String name, ColumnType type, boolean nullable) {
        String sql() {
            return name + " " + type.sql() + (nullable ? "" : " NOT NULL");
        }
    }

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

    /** As PostgreSQL has it. */
    String postgres() {
        return "CREATE TABLE " + nameAndColumns("") + ";";
    }

    private String nameAndColumns(String more) {
        String primaryKey = isTable() ? ", PRIMARY KEY (" + String.join(", ", key) + ")" : "";
        return name + " (" + columns.stream().map(ColumnSpec::sql).collect(Collectors.joining(", ")) + primaryKey + more
                + ")";
    }
}
