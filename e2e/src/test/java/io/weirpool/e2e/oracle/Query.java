package io.weirpool.e2e.oracle;

import java.util.List;

/**
 * A SELECT without parentheses.
 *
 * @param columns their names and kinds
 */
record Query(String text, List<Relation.Column> columns) {
    Query {
        columns = List.copyOf(columns);
    }

    /** As a derived table. */
    Relation as(String alias) {
        return new Relation("(" + text + ") AS " + alias, Relation.under(alias, columns), List.of());
    }

    /** Whether more can be computed from it. */
    boolean isExact() {
        return columns.stream().noneMatch(c -> c.kind() == Kind.ROUNDED);
    }
}
