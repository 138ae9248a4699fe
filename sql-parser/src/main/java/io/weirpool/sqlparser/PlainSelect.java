package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SELECT items FROM from}, and nothing else. */
public final class PlainSelect {
    private PlainSelect() {}

    /** A query of its own, whose clauses can be set. */
    public static SqlSelect of(SqlParserPos place, SqlNodeList items, SqlNode from) {
        return new SqlSelect(place, null, items, from, null, null, null, null, null, null, null, null, null);
    }
}
