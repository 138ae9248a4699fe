package io.weirpool.sql.plan;

/**
 * A column that orders rows.
 *
 * @param column of the input, by index
 * @param nullsFirst whether NULL comes before all values; PostgreSQL's default is last when ascending, first when
 *     descending
 */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
