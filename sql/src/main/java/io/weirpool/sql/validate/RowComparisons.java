package io.weirpool.sql.validate;

import io.weirpool.sqlparser.PlainSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Comparisons of rows, {@code (a, b) < (c, d)}, as comparisons of their parts: the first that differ decide. The others
 * are not looked at, so that a NULL behind them says nothing.
 */
final class RowComparisons {
    private static final Set<SqlKind> COMPARING = Set.of(
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.BETWEEN);

    private RowComparisons() {}

    /** The call, or what it means. */
    static SqlCall apply(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        if (!COMPARING.contains(call.getKind())) {
            return call;
        }
        if (operands.size() == 2 && isRow(operands.get(0)) && operands.get(1).isA(SqlKind.QUERY)) {
            return withRowOf(
                    operands.get(1),
                    parts(operands.get(0)).size(),
                    row -> apply(test(call.getOperator(), call.getParserPosition(), operands.get(0), row)));
        }
        if (!isRow(operands.get(0))) {
            return call;
        }
        SqlParserPos place = call.getParserPosition();
        List<SqlNode> left = parts(operands.get(0));
        if (call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL) {
            return all(left.stream()
                    .map(part -> test(call.getOperator(), place, part))
                    .toList());
        }
        if (call.getKind() == SqlKind.BETWEEN) {
            return between(call);
        }
        if (operands.size() != 2
                || !isRow(operands.get(1))
                || parts(operands.get(1)).size() != left.size()) {
            return call;
        }
        List<SqlNode> right = parts(operands.get(1));
        return switch (call.getKind()) {
            case EQUALS, IS_NOT_DISTINCT_FROM -> all(pairs(call.getOperator(), left, right, place));
            case NOT_EQUALS, IS_DISTINCT_FROM -> any(pairs(call.getOperator(), left, right, place));
            case LESS_THAN, LESS_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.LESS_THAN, left, right);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.GREATER_THAN, left, right);
            default -> call;
        };
    }

    /** {@code (a, b) = (query)} is {@code (SELECT (a, b) = ($1, $2) FROM (query) AS $row ($1, $2))}. */
    private static SqlCall withRowOf(SqlNode query, int width, UnaryOperator<SqlCall> comparison) {
        SqlParserPos place = query.getParserPosition();
        List<SqlNode> columns = IntStream.rangeClosed(1, width)
                .<SqlNode>mapToObj(i -> new SqlIdentifier("$" + i, place))
                .toList();
        List<SqlNode> named = new ArrayList<>(List.of(query, new SqlIdentifier("$row", place)));
        named.addAll(columns);
        SqlCall test = comparison.apply(SqlStdOperatorTable.ROW.createCall(place, columns));
        return PlainSelect.of(place, SqlNodeList.of(test), SqlStdOperatorTable.AS.createCall(place, named));
    }

    private static SqlCall between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.isNegated() || operator.flag != SqlBetweenOperator.Flag.ASYMMETRIC) {
            return call;
        }
        SqlParserPos place = call.getParserPosition();
        return all(List.of(
                apply(test(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, place, call.operand(0), call.operand(1))),
                apply(test(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, place, call.operand(0), call.operand(2)))));
    }

    /** {@code (a, b)} and {@code ROW(a, b)}. */
    private static boolean isRow(SqlNode node) {
        return node instanceof SqlCall call
                && call.operandCount() > 0
                && (call.getKind() == SqlKind.ROW
                        || call.getOperator().getName().equalsIgnoreCase("row"));
    }

    private static List<SqlNode> parts(SqlNode row) {
        return ((SqlCall) row).getOperandList();
    }

    private static SqlCall test(SqlOperator operator, SqlParserPos place, SqlNode... operands) {
        return operator.createCall(place, operands);
    }

    private static List<SqlCall> pairs(
            SqlOperator operator, List<SqlNode> left, List<SqlNode> right, SqlParserPos place) {
        List<SqlCall> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(test(operator, place, left.get(i), right.get(i)));
        }
        return pairs;
    }

    /** The last parts are compared as the rows are; those before decide where they differ. */
    private static SqlCall ordered(SqlCall call, SqlOperator strict, List<SqlNode> left, List<SqlNode> right) {
        SqlParserPos place = call.getParserPosition();
        int last = left.size() - 1;
        SqlCall result = test(call.getOperator(), place, left.get(last), right.get(last));
        for (int i = last - 1; i >= 0; i--) {
            SqlCall equal = test(SqlStdOperatorTable.EQUALS, place, left.get(i), right.get(i));
            SqlCall decided = test(strict, place, left.get(i), right.get(i));
            result = any(List.of(decided, all(List.of(equal, result))));
        }
        return result;
    }

    private static SqlCall all(List<SqlCall> tests) {
        return joined(SqlStdOperatorTable.AND, tests);
    }

    private static SqlCall any(List<SqlCall> tests) {
        return joined(SqlStdOperatorTable.OR, tests);
    }

    private static SqlCall joined(SqlOperator operator, List<SqlCall> tests) {
        SqlCall result = tests.get(0);
        for (SqlCall test : tests.subList(1, tests.size())) {
            result = operator.createCall(test.getParserPosition(), result, test);
        }
        return result;
    }
}
