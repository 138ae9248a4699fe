package io.weirpool.bench.engine;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A view to measure.
 *
 * @param name as given on the command line
 * @param sql the query
 * @param peer the letter Flink's side knows it by; null when it has none
 * @param check an SQL expression over the whole table that must be equal on both sides; the table is {@code %s}
 */
record Query(String name, String sql, @Nullable String peer, String check) {
    Query {
        requireNonNull(name, "name");
        requireNonNull(sql, "sql");
        requireNonNull(check, "check");
    }

    /** Name of the view: some queries are named like words of SQL. */
    String view() {
        return "view_" + name.replace('-', '_');
    }
}
