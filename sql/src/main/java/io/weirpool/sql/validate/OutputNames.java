package io.weirpool.sql.validate;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Names columns without AS as PostgreSQL does: {@code count(*)} is called count, {@code x::int} is called x. What
 * PostgreSQL would call {@code ?column?} keeps Calcite's name, which is refused as a column of a view.
 */
final class OutputNames extends SqlBasicVisitor<@Nullable Void> {
    private OutputNames() {}

    /** Changes the select lists of the query in place. */
    static void apply(SqlNode query) {
        query.accept(new OutputNames());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            SqlNodeList items = select.getSelectList();
            for (int i = 0; i < items.size(); i++) {
                items.set(i, named(items.get(i)));
            }
        }
        return super.visit(call);
    }

    private static SqlNode named(SqlNode item) {
        String name = item instanceof SqlCall call && call.getKind() != SqlKind.AS ? nameOf(call) : null;
        return name == null
                ? item
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), item, new SqlIdentifier(name, item.getParserPosition()));
    }

    private static @Nullable String nameOf(SqlCall call) {
        return switch (call.getKind()) {
            case CAST -> ofCast(call);
            case CASE -> "case";
            case FILTER -> call.operand(0) instanceof SqlCall aggregate ? nameOf(aggregate) : null;
            default ->
                call.getOperator() instanceof SqlFunction
                        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
                        : null;
        };
    }

    private static @Nullable String ofCast(SqlCall cast) {
        SqlNode operand = cast.operand(0);
        if (operand instanceof SqlIdentifier identifier && !identifier.isStar()) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        return operand instanceof SqlCall call ? nameOf(call) : null;
    }
}
