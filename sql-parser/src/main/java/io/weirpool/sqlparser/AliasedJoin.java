package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code (a JOIN b ON ...) AS j} hides the names within, as {@code (SELECT * FROM a JOIN b ON ...) AS j} does. */
final class AliasedJoin {
    private AliasedJoin() {}

    /** What the name is of: the reference itself, unless it is a join. */
    static SqlNode of(SqlNode tableRef) {
        if (!(tableRef instanceof SqlJoin)) {
            return tableRef;
        }
        SqlParserPos place = tableRef.getParserPosition();
        SqlNodeList all = SqlNodeList.of(SqlIdentifier.star(place));
        return PlainSelect.of(place, all, tableRef);
    }
}
