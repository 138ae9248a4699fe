package io.weirpool.sql.validate;

import io.weirpool.common.model.DeclaredColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A column of type ROW, or a row in one, as a value. It is kept as several columns, see {@link DeclaredColumn}; its fields
 * are those, so that what is done with them is done without any row.
 */
final class RowColumn extends NamedRow {
    private final String alias;
    /** What the names of the columns it is kept as begin with, and the name of the one that says whether it is there. */
    private final String path;

    private final DeclaredColumn column;

    private RowColumn(String alias, String path, DeclaredColumn column, SqlParserPos place) {
        super(columns(alias, path, column.fields(), place), place);
        this.alias = alias;
        this.path = path;
        this.column = column;
    }

    /** The column of a table. */
    static SqlNode of(RowTables.Table table, DeclaredColumn column, SqlParserPos place) {
        return of(table.alias(), "", column, place);
    }

    /** All columns of a table. */
    static List<SqlNode> columns(RowTables.Table table, SqlParserPos place) {
        return columns(table.alias(), "", table.declared(), place);
    }

    private static List<SqlNode> columns(String alias, String path, List<DeclaredColumn> all, SqlParserPos place) {
        return all.stream().map(column -> of(alias, path, column, place)).toList();
    }

    private static SqlNode of(String alias, String path, DeclaredColumn column, SqlParserPos place) {
        String kept = path + column.name();
        return column.isRow()
                ? new RowColumn(alias, DeclaredColumn.ofRow(kept), column, place)
                : identifier(alias, kept, place);
    }

    /** @param alias empty for the only table, which has none */
    private static SqlIdentifier identifier(String alias, String kept, SqlParserPos place) {
        return new SqlIdentifier(alias.isEmpty() ? List.of(kept) : List.of(alias, kept), place);
    }

    @Override
    List<String> names() {
        return column.fields().stream().map(DeclaredColumn::name).toList();
    }

    @Override
    String label() {
        return column.name();
    }

    @Override
    boolean mayBeMissing() {
        return true;
    }

    @Override
    SqlNode presence() {
        return identifier(alias, path, getParserPosition());
    }

    /** The columns it is kept as. */
    List<SqlNode> kept() {
        List<SqlNode> all = new ArrayList<>(List.of(presence()));
        for (SqlNode field : getOperandList()) {
            if (field instanceof RowColumn row) {
                all.addAll(row.kept());
            } else {
                all.add(field);
            }
        }
        return all;
    }

    /** The columns it is kept as, for a query whose column has this name. */
    List<SqlNode> keptAs(String name) {
        SqlParserPos place = getParserPosition();
        List<SqlNode> all = new ArrayList<>();
        for (SqlNode column : kept()) {
            List<String> names = ((SqlIdentifier) column).names;
            String own = names.get(names.size() - 1).substring(path.length());
            all.add(SqlStdOperatorTable.AS.createCall(
                    place, column, new SqlIdentifier(DeclaredColumn.ofRow(name) + own, place)));
        }
        return all;
    }
}
