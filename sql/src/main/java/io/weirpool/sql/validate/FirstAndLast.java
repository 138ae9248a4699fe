package io.weirpool.sql.validate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code first_value(x ORDER BY y)} and {@code last_value(x ORDER BY y)} as aggregates, which PostgreSQL does not have: the
 * first and the last element of {@code array_agg(x ORDER BY y)}.
 */
final class FirstAndLast {
    private static final String FIRST = "first_value";
    private static final Set<String> NAMES = Set.of(FIRST, "last_value");

    private FirstAndLast() {}

    /** The call, or what it means; its operands are in their form already. */
    static SqlCall apply(SqlCall call) {
        if (call.getKind() == SqlKind.FILTER) {
            return filtered(call);
        }
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        boolean aggregate = call.getOperator() instanceof SqlFunction
                && NAMES.contains(name)
                && call.operandCount() == 2
                && call.operand(1) instanceof SqlNodeList;
        return aggregate ? element(array(call), name.equals(FIRST)) : call;
    }

    private static SqlCall array(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        SqlCall array = requireNonNull(OwnAggregate.named("array_agg"))
                .createCall(call.getFunctionQuantifier(), place, List.of(call.operand(0)));
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(place, array, call.operand(1));
    }

    private static SqlCall element(SqlCall array, boolean first) {
        SqlParserPos place = array.getParserPosition();
        SqlNode index = first
                ? SqlLiteral.createExactNumeric("1", place)
                : requireNonNull(LibraryFunctions.function("cardinality")).createCall(place, array);
        return requireNonNull(LibraryFunctions.function(LibraryFunctions.ELEMENT))
                .createCall(place, array, index);
    }

    /** What is filtered is the array. */
    private static SqlCall filtered(SqlCall call) {
        boolean made = call.operand(0) instanceof SqlCall element
                && element.getOperator().getName().equals(LibraryFunctions.ELEMENT)
                && element.operand(0).getKind() == SqlKind.WITHIN_GROUP;
        if (!made) {
            return call;
        }
        SqlCall element = call.operand(0);
        SqlCall array =
                SqlStdOperatorTable.FILTER.createCall(call.getParserPosition(), element.operand(0), call.operand(1));
        return element(array, element.operand(1) instanceof SqlLiteral);
    }
}
