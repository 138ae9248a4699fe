package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** {@code f(x)[1]}: PostgreSQL takes an element of what a function gives only where the call is in parentheses. */
final class Brackets extends SqlBasicVisitor<@Nullable Void> {
    private Brackets() {}

    /** @throws Mistake for the first that is not */
    static void check(SqlNode query) {
        query.accept(new Brackets());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call.getOperator().getName().equals("ITEM")
                && call.operand(0) instanceof SqlCall made
                && made.getOperator() instanceof SqlFunction function
                && isBare(made, function)) {
            throw Mistake.invalid(
                    made.getParserPosition(),
                    "an element of what a function gives is taken in parentheses",
                    "Write (" + function.getName().toLowerCase(Locale.ROOT) + "(...))[...].");
        }
        return super.visit(call);
    }

    /** With parentheses around it, a call begins before its name. Where that has no place, the first argument's tells. */
    private static boolean isBare(SqlCall call, SqlFunction function) {
        SqlParserPos begin = call.getParserPosition();
        SqlIdentifier name = function.getSqlIdentifier();
        if (name != null) {
            return isSame(begin, name.getParserPosition(), 0);
        }
        return call.operandCount() > 0
                && isSame(
                        begin,
                        call.getOperandList().get(0).getParserPosition(),
                        function.getName().length() + 1);
    }

    private static boolean isSame(SqlParserPos begin, SqlParserPos place, int distance) {
        return begin.getLineNum() == place.getLineNum() && place.getColumnNum() - begin.getColumnNum() == distance;
    }
}
