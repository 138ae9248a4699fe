package io.weirpool.sqlparser;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ROWS FROM (f(x), g(y))} in FROM: a call in TABLE of which the functions' calls are the operands. */
final class RowsFromTables {
    /** No function that a query can name. */
    private static final String NAME = "rows from";

    private RowsFromTables() {}

    static SqlNode of(List<SqlNode> calls, SqlParserPos place) {
        SqlUnresolvedFunction rows = new SqlUnresolvedFunction(
                new SqlIdentifier(NAME, place),
                null,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(place, rows.createCall(place, calls));
    }
}
