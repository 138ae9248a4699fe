package io.weirpool.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Columns of VALUES are called column1, column2 and so on, where nobody says otherwise. */
final class ValuesNames {
    /** As PostgreSQL calls VALUES in FROM without a name. */
    private static final String TABLE = "*VALUES*";

    private ValuesNames() {}

    /** The call, changed, or another in its place. */
    static SqlCall apply(SqlCall call) {
        if (call instanceof SqlSelect select) {
            select.setFrom(table(select.getFrom()));
        } else if (call instanceof SqlJoin join) {
            join.setLeft(tableOf(join.getLeft()));
            join.setRight(tableOf(join.getRight()));
        } else if (call instanceof SqlWithItem item && item.columnList == null && isValues(item.query)) {
            item.columnList = new SqlNodeList(names((SqlCall) item.query), item.query.getParserPosition());
        } else if (call.getKind() == SqlKind.AS && call.operandCount() == 2 && isValues(call.operand(0))) {
            return named(call.operand(0), call.operand(1), call.getParserPosition());
        }
        return call;
    }

    private static @Nullable SqlNode table(@Nullable SqlNode from) {
        return from == null ? null : tableOf(from);
    }

    private static SqlNode tableOf(SqlNode from) {
        SqlParserPos place = from.getParserPosition();
        return isValues(from) ? named((SqlCall) from, new SqlIdentifier(TABLE, place), place) : from;
    }

    private static boolean isValues(SqlNode node) {
        return node.getKind() == SqlKind.VALUES;
    }

    private static SqlCall named(SqlCall values, SqlNode name, SqlParserPos place) {
        List<SqlNode> operands = new ArrayList<>(List.of(values, name));
        operands.addAll(names(values));
        return SqlStdOperatorTable.AS.createCall(place, operands);
    }

    private static List<SqlNode> names(SqlCall values) {
        List<SqlNode> names = new ArrayList<>();
        int columns = values.operand(0) instanceof SqlCall row ? row.operandCount() : 1;
        for (int i = 1; i <= columns; i++) {
            names.add(new SqlIdentifier("column" + i, values.getParserPosition()));
        }
        return names;
    }
}
