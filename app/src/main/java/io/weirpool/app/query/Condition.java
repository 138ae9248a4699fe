package io.weirpool.app.query;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;

/**
 * One filter of a request: {@code column operator value}.
 *
 * @param column the column, quoted, from the catalog
 * @param negated whether {@code not.} stood before the operator; as in SQL, a NULL passes neither way
 */
record Condition(String column, Operator operator, List<String> values, boolean negated) {
    /** Closed: each has one form in SQL. */
    enum Operator {
        EQ("="),
        NEQ("<>"),
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<="),
        LIKE("LIKE"),
        ILIKE("ILIKE"),
        IN("IN"),
        IS("IS");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }
    }

    Condition {
        requireNonNull(column, "column");
        requireNonNull(operator, "operator");
        values = List.copyOf(values);
    }

    void appendTo(SqlBuilder sql) {
        if (negated) {
            sql.text("NOT ");
        }
        sql.text("(").text(column).text(" ").text(operator.sql).text(" ");
        switch (operator) {
            case IS -> sql.text(values.get(0)); // one of the words the parser knows
            case IN -> {
                sql.text(String.join(", ", Collections.nCopies(values.size(), "?"))
                        .transform(marks -> "(" + marks + ")"));
                values.forEach(sql::bound);
            }
            default -> sql.bind(values.get(0));
        }
        sql.text(")");
    }
}
