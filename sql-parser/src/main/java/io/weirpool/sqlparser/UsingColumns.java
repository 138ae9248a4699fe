package io.weirpool.sqlparser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The columns of {@code USING (a, b) AS x}: under the name they are a row of their own. */
public final class UsingColumns extends SqlNodeList {
    private static final long serialVersionUID = 1L;

    private final SqlIdentifier alias;

    private UsingColumns(SqlNodeList columns, SqlIdentifier alias, SqlParserPos place) {
        super(columns, place);
        this.alias = alias;
    }

    /** @param alias null where there is none */
    public static SqlNodeList of(SqlNodeList columns, SqlIdentifier alias, SqlParserPos place) {
        return alias == null ? new SqlNodeList(columns, place) : new UsingColumns(columns, alias, place);
    }

    public String alias() {
        return alias.getSimple();
    }
}
