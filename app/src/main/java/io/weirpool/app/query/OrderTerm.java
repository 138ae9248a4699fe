package io.weirpool.app.query;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One term of an ordering.
 *
 * @param index of the column in the view
 * @param column quoted, from the catalog
 * @param nullable whether the column can be NULL
 */
record OrderTerm(int index, String column, boolean nullable, boolean descending, boolean nullsFirst) {
    OrderTerm {
        requireNonNull(column, "column");
    }

    /** NULLs are largest, as in PostgreSQL. */
    static OrderTerm ascending(int index, String column, boolean nullable) {
        return new OrderTerm(index, column, nullable, false, false);
    }

    String sql() {
        String direction = descending ? " DESC" : " ASC";
        return column + direction + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    /** The column stands after the value in this order. */
    void appendAfter(SqlBuilder sql, @Nullable String value) {
        if (value == null) {
            sql.text(nullsFirst ? column + " IS NOT NULL" : "FALSE");
            return;
        }
        sql.text("(").text(column).text(descending ? " < " : " > ").bind(value);
        if (nullable && !nullsFirst) {
            sql.text(" OR ").text(column).text(" IS NULL");
        }
        sql.text(")");
    }

    void appendEqual(SqlBuilder sql, @Nullable String value) {
        if (value == null) {
            sql.text(column).text(" IS NULL");
        } else {
            sql.text(column).text(" = ").bind(value);
        }
    }
}
