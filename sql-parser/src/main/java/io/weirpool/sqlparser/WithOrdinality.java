package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code f(x) WITH ORDINALITY} in FROM: the function's call in TABLE, and a number for each of its rows. */
public final class WithOrdinality {
    public static final SqlSpecialOperator OPERATOR = new SqlSpecialOperator("WITH ORDINALITY", SqlKind.OTHER);

    private WithOrdinality() {}

    public static SqlNode of(SqlNode table, SqlParserPos place) {
        return OPERATOR.createCall(place, table);
    }
}
