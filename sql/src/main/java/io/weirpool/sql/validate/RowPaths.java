package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.sql.parse.Mistake;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Names that are of a column of type ROW, or of a field of one: {@code addr}, {@code s.addr}, {@code s.addr.geo.lat}, and
 * {@code addr.city} where no table is called so. PostgreSQL has the first two.
 */
final class RowPaths {
    private RowPaths() {}

    /**
     * What the name is; null when it is something else, or that is not known.
     *
     * @param scopes the innermost first
     * @throws Mistake for a field that the row does not have
     */
    static @Nullable SqlNode find(SqlIdentifier name, Deque<RowTables> scopes) {
        if (name.isStar()) {
            return null;
        }
        if (name.isSimple()) {
            return column(name.getSimple(), name.getParserPosition(), scopes);
        }
        for (RowTables scope : scopes) {
            RowTables.Table table = scope.tables().get(name.names.get(0));
            if (table != null) {
                SqlNode column = column(table, name.names.get(1), name.getParserPosition());
                return column == null ? null : field(column, name, 2);
            }
            if (scope.mayHave(name.names.get(0))) {
                return null;
            }
        }
        SqlNode column = column(name.names.get(0), name.getParserPosition(), scopes);
        return column == null ? null : field(column, name, 1);
    }

    private static @Nullable SqlNode column(String name, SqlParserPos place, Deque<RowTables> scopes) {
        for (RowTables scope : scopes) {
            if (scope.hasColumn(name)) {
                return null;
            }
            List<SqlNode> found = scope.tables().values().stream()
                    .filter(table -> table.has(DeclaredColumn.ofRow(name)))
                    .map(table -> column(table, name, place))
                    .toList();
            if (found.size() > 1) {
                throw Mistake.invalid(place, "column \"" + name + "\" is ambiguous", "Write its table before it.");
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            if (!scope.known() || scope.tables().containsKey(name)) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable SqlNode column(RowTables.Table table, String name, SqlParserPos place) {
        return table.declared().stream()
                .filter(column -> column.isRow() && column.name().equals(name))
                .map(column -> RowColumn.of(table, column, place))
                .findFirst()
                .orElse(null);
    }

    private static SqlNode field(SqlNode row, SqlIdentifier name, int from) {
        SqlNode value = row;
        for (String field : name.names.subList(from, name.names.size())) {
            value = field(value, field, name.getParserPosition());
        }
        return value;
    }

    /** @throws Mistake when it is no row, or has no such field */
    static SqlNode field(SqlNode row, String name, SqlParserPos place) {
        if (!(row instanceof NamedRow named)) {
            throw noRow(row, name, place);
        }
        int index = named.names().indexOf(name);
        if (index < 0) {
            throw Mistake.invalid(
                    place,
                    "the row has no field \"" + name + "\"",
                    Suggestions.nearest(name, named.names())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Check the name."));
        }
        return named.getOperandList().get(index);
    }

    static Mistake noRow(SqlNode value, String field, SqlParserPos place) {
        return Mistake.invalid(
                place,
                "\"%s\" is no row with a field \"%s\"".formatted(value, field),
                "Check the names. A view shows the text of a row: have it show the field.");
    }
}
