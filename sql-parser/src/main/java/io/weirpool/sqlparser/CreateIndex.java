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

/** CREATE INDEX, as written. */
public final class CreateIndex extends SqlCreate {
    private static final SqlOperator OPERATOR = new SqlSpecialOperator("CREATE INDEX", SqlKind.OTHER_DDL);

    public final @Nullable SqlIdentifier name;
    public final SqlIdentifier view;
    public final SqlNodeList columns;

    CreateIndex(
            SqlParserPos pos, boolean replace, @Nullable SqlIdentifier name, SqlIdentifier view, SqlNodeList columns) {
        super(OPERATOR, pos, replace, false);
        this.name = name;
        this.view = view;
        this.columns = columns;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(view, columns);
    }
}
