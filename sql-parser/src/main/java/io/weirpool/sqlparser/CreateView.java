package io.weirpool.sqlparser;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** CREATE [MATERIALIZED] VIEW, as written. */
public final class CreateView extends SqlCreate {
    private static final SqlOperator OPERATOR = new SqlSpecialOperator("CREATE VIEW", SqlKind.CREATE_VIEW);

    public final boolean materialized;
    public final SqlIdentifier name;
    /** Column names; empty when the query names them. */
    public final SqlNodeList columns;
    /** Names and values in turn. */
    public final SqlNodeList options;
    public final SqlNode query;
    /** Of the query's text, parentheses and comments included. */
    public final SqlParserPos queryPlace;
    /** Of EMIT FINAL; null when it is not there. */
    public final @Nullable SqlParserPos emitFinal;

    CreateView(
            SqlParserPos pos,
            boolean replace,
            boolean ifNotExists,
            boolean materialized,
            SqlIdentifier name,
            SqlNodeList columns,
            SqlNodeList options,
            SqlNode query,
            SqlParserPos queryPlace,
            @Nullable SqlParserPos emitFinal) {
        super(OPERATOR, pos, replace, ifNotExists);
        this.materialized = materialized;
        this.name = name;
        this.columns = columns;
        this.options = options;
        this.query = query;
        this.queryPlace = queryPlace;
        this.emitFinal = emitFinal;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(name, columns, options, query);
    }
}
