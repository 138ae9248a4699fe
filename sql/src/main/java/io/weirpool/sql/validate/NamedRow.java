package io.weirpool.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A row as a value, whose fields have names: of a table, or of a column of type ROW. */
abstract class NamedRow extends SqlBasicCall {
    NamedRow(List<SqlNode> fields, SqlParserPos place) {
        super(SqlStdOperatorTable.ROW, fields, place);
    }

    /** Names of the fields. */
    abstract List<String> names();

    /** What it is called. */
    abstract String label();

    /** Whether it can be NULL, and not only a row of NULLs. */
    abstract boolean mayBeMissing();

    /** What is NULL exactly where the row is. */
    abstract SqlNode presence();

    /** The value, or NULL where the row is. */
    final SqlNode ifPresent(SqlNode value) {
        if (!mayBeMissing()) {
            return value;
        }
        SqlParserPos place = getParserPosition();
        SqlNode there = SqlStdOperatorTable.IS_NOT_NULL.createCall(place, presence());
        return new SqlCase(place, null, SqlNodeList.of(there), SqlNodeList.of(value), SqlLiteral.createNull(place));
    }
}
