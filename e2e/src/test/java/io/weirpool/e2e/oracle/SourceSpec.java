package io.weirpool.e2e.oracle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A stream or a table.
 *
 * @param key of a table, empty for a stream
 * @param partitions of its log
 */
record SourceSpec(String name, List<ColumnSpec> columns, List<String> key, int partitions) {
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
                .formatted(isTable() ? "TABLE" : "STREAM", nameAndColumns(), partitions);
    }

    /** As PostgreSQL has it. */
    String postgres() {
        return "CREATE TABLE " + nameAndColumns() + ";";
    }

    private String nameAndColumns() {
        String primaryKey = isTable() ? ", PRIMARY KEY (" + String.join(", ", key) + ")" : "";
        return name + " (" + columns.stream().map(ColumnSpec::sql).collect(Collectors.joining(", ")) + primaryKey + ")";
    }
}
