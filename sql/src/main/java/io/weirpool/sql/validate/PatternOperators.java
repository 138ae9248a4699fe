package io.weirpool.sql.validate;

import io.weirpool.sqlparser.InfixOperators;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Other forms of LIKE: {@code ~~}, and patterns that are the elements of an array, all or any. */
final class PatternOperators {
    private static final Map<String, SqlOperator> OTHER_NAMES = Map.of(
            InfixOperators.LIKE.getName(),
            SqlStdOperatorTable.LIKE,
            InfixOperators.ILIKE.getName(),
            SqlLibraryOperators.ILIKE,
            InfixOperators.NOT_LIKE.getName(),
            SqlStdOperatorTable.NOT_LIKE,
            InfixOperators.NOT_ILIKE.getName(),
            SqlLibraryOperators.NOT_ILIKE);

    private PatternOperators() {}

    static boolean isOne(SqlCall call) {
        return OTHER_NAMES.containsKey(call.getOperator().getName())
                || (name(call.getOperator()) != null
                        && call.operandCount() == 2
                        && quantifier(call.operand(1)) != null);
    }

    /** What the call means. */
    static SqlNode apply(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        SqlOperator other = OTHER_NAMES.get(call.getOperator().getName());
        if (other != null) {
            return other.createCall(place, call.getOperandList());
        }
        boolean negated = isNegated(call.getOperator());
        boolean all = LibraryFunctions.ALL.equals(quantifier(call.operand(1))) != negated;
        SqlOperator function = LibraryFunctions.function(
                name(call.getOperator()) + (all ? LibraryFunctions.ALL : LibraryFunctions.ANY));
        if (function == null) {
            throw new IllegalStateException("the library has patterns in arrays");
        }
        SqlNode array = ((SqlCall) call.operand(1)).operand(0);
        SqlCall matches = function.createCall(place, call.operand(0), array);
        return negated ? SqlStdOperatorTable.NOT.createCall(place, matches) : matches;
    }

    private static @Nullable String quantifier(SqlNode pattern) {
        if (!(pattern instanceof SqlCall call)) {
            return null;
        }
        return switch (call.getOperator().getName()) {
            case InfixOperators.ALL_PATTERNS -> LibraryFunctions.ALL;
            case InfixOperators.ANY_PATTERN -> LibraryFunctions.ANY;
            default -> null;
        };
    }

    /** The operator's name in the library, without what negates it; null for other operators. */
    private static @Nullable String name(SqlOperator operator) {
        if (operator instanceof SqlPosixRegexOperator regex) {
            return regex.isCaseSensitive() ? "~" : "~*";
        }
        if (!(operator instanceof SqlLikeOperator)) {
            return null;
        }
        String name = operator.getName().toUpperCase(Locale.ROOT);
        return name.endsWith("ILIKE") ? "~~*" : name.endsWith("LIKE") ? "~~" : null;
    }

    private static boolean isNegated(SqlOperator operator) {
        return operator instanceof SqlPosixRegexOperator regex
                ? regex.isNegated()
                : operator instanceof SqlLikeOperator like && like.isNegated();
    }
}
