package io.weirpool.e2e.oracle;

import java.util.List;

/**
 * Something to select from.
 *
 * @param text as it stands in FROM, an alias included
 * @param columns with their alias
 * @param key columns that no two rows share, NULL being a value; empty when there are none
 */
record Relation(String text, List<Column> columns, List<Column> key) {
    /** A column as an expression. */
    record Column(String text, Kind kind) {
        /** Of a column of FROM the table's. */
        String alias() {
            return text.replaceAll("^\\(?(\\w+)\\..*", "$1");
        }
    }

    List<Column> of(Kind kind) {
        return columns.stream().filter(c -> c.kind() == kind).toList();
    }

    List<Column> ordered() {
        return columns.stream().filter(c -> c.kind().isOrdered()).toList();
    }

    /** Columns whose order leaves no two rows equal but those that are equal throughout; empty when there are none. */
    List<Column> total() {
        if (!key.isEmpty()) {
            return key;
        }
        return columns.stream().allMatch(c -> c.kind().isOrdered()) ? columns : List.of();
    }

    /** The same columns under another alias; fields of rows, {@code (r).f}, as {@code (alias.r).f}. */
    static List<Column> under(String alias, List<Column> named) {
        return named.stream()
                .map(c -> new Column(
                        c.text().startsWith("(") ? "(" + alias + "." + c.text().substring(1) : alias + "." + c.text(),
                        c.kind()))
                .toList();
    }

    /** The columns that are fields of a row. */
    static List<Column> fields(List<Column> columns) {
        return columns.stream()
                .filter(c -> c.text().matches("\\(\\w+\\.\\w+\\)\\..*"))
                .toList();
    }
}
