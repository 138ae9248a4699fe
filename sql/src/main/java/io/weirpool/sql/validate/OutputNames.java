package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

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
 * PostgreSQL would call {@code ?column?} keeps Calcite's name; a view counts such columns.
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
        String name = item instanceof SqlCall && item.getKind() != SqlKind.AS ? nameOf(item) : null;
        return name == null
                ? item
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), item, new SqlIdentifier(name, item.getParserPosition()));
    }

    /** What stands in place of an item of SELECT, with the name that the item has. */
    static SqlNode keeping(SqlNode item, @Nullable SqlNode copy) {
        if (copy == null || copy == item || item.getKind() == SqlKind.AS) {
            return requireNonNull(copy);
        }
        String name = nameOf(item);
        return name == null || name.equals(nameOf(copy))
                ? copy
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), copy, new SqlIdentifier(name, item.getParserPosition()));
    }

    private static @Nullable String nameOf(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return identifier.isStar() ? null : identifier.names.get(identifier.names.size() - 1);
        }
        return node instanceof SqlCall call ? ofCall(call) : null;
    }

    private static @Nullable String ofCall(SqlCall call) {
        return switch (call.getKind()) {
            case CAST, FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS ->
                nameOf(call.operand(0));
            case CASE -> ofCase(call);
            case EXISTS -> "exists";
            case SELECT -> ofQuery((SqlSelect) call);
            case ORDER_BY, WITH, SCALAR_QUERY -> null;
            case AS -> nameOf(call.operand(1));
            default ->
                call.getOperator() instanceof SqlFunction
                        ? JsonQueries.written(call.getOperator().getName().toLowerCase(Locale.ROOT))
                        : null;
        };
    }

    /** ELSE gives it where that is a column or a function. */
    private static String ofCase(SqlCall call) {
        String name = nameOf(call.operand(call.operandCount() - 1));
        return name == null ? "case" : name;
    }

    /** A subquery is called as its column. */
    private static @Nullable String ofQuery(SqlSelect select) {
        return select.getSelectList().size() == 1
                ? nameOf(select.getSelectList().get(0))
                : null;
    }
}
