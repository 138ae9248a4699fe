package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Whether two rows are equal of which one is, or has in it, a column of type ROW: their fields are, NULLs in them being
 * equal, as in PostgreSQL; NULL where one of the rows is. As a condition it is a list of equalities, which joins go by.
 */
final class RowEquality extends SqlCase {
    private final SqlNode condition;

    private RowEquality(SqlParserPos place, SqlNode missing, SqlNode equal, SqlNode condition) {
        super(place, null, SqlNodeList.of(missing), SqlNodeList.of(SqlLiteral.createNull(place)), equal);
        this.condition = condition;
    }

    /** Whether a comparison is one for here. */
    static boolean isOf(SqlCall call) {
        return switch (call.getKind()) {
            case EQUALS, NOT_EQUALS, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM ->
                call.operandCount() == 2
                        && call.getOperandList().stream().allMatch(RowUses::isRow)
                        && call.getOperandList().stream().anyMatch(RowEquality::hasColumn);
            default -> false;
        };
    }

    /** Whether it is a column of type ROW, or has one in it. */
    static boolean hasColumn(SqlNode row) {
        return row instanceof RowColumn
                || (RowUses.isRow(row) && RowUses.fields(row).stream().anyMatch(RowEquality::hasColumn));
    }

    /** @throws Mistake where the rows have other fields */
    static SqlNode of(SqlCall call) {
        SqlParserPos place = call.getParserPosition();
        List<SqlNode> left = presences(call.operand(0));
        List<SqlNode> right = presences(call.operand(1));
        List<SqlNode> tests = new ArrayList<>();
        compare(call.operand(0), call.operand(1), place, tests);
        SqlNode equal = all(SqlStdOperatorTable.AND, tests, place);
        boolean positive = call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
        if (call.getKind() == SqlKind.IS_DISTINCT_FROM || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM) {
            return positive ? equal : not(equal, place);
        }
        List<SqlNode> missing = new ArrayList<>();
        List<SqlNode> both = new ArrayList<>(tests);
        for (List<SqlNode> side : List.of(left, right)) {
            side.forEach(there -> {
                missing.add(SqlStdOperatorTable.IS_NULL.createCall(place, there));
                both.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(place, there));
            });
        }
        if (missing.isEmpty()) {
            return positive ? equal : not(equal, place);
        }
        SqlNode anyMissing = all(SqlStdOperatorTable.OR, missing, place);
        return positive
                ? new RowEquality(place, anyMissing, equal, all(SqlStdOperatorTable.AND, both, place))
                : new SqlCase(
                        place,
                        null,
                        SqlNodeList.of(anyMissing),
                        SqlNodeList.of(SqlLiteral.createNull(place)),
                        not(equal, place));
    }

    private static List<SqlNode> presences(SqlNode row) {
        return row instanceof NamedRow named && named.mayBeMissing() ? List.of(named.presence()) : List.of();
    }

    /** That both are there or neither is, and what they hold is the same. */
    private static void compare(SqlNode left, SqlNode right, SqlParserPos place, List<SqlNode> tests) {
        if (!RowUses.isRow(left) || !RowUses.isRow(right)) {
            SqlNode row = RowUses.isRow(left) ? left : right;
            SqlNode other = row == left ? right : left;
            if (SqlUtil.isNullLiteral(other, false) && !presences(row).isEmpty()) {
                tests.add(SqlStdOperatorTable.IS_NULL.createCall(
                        place, presences(row).get(0)));
            } else if (RowUses.isRow(row)) {
                throw unlike(place);
            } else {
                tests.add(same(left, right, place));
            }
            return;
        }
        List<SqlNode> ofLeft = presences(left);
        List<SqlNode> ofRight = presences(right);
        if (!ofLeft.isEmpty() && !ofRight.isEmpty()) {
            tests.add(same(ofLeft.get(0), ofRight.get(0), place));
        } else {
            ofLeft.forEach(there -> tests.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(place, there)));
            ofRight.forEach(there -> tests.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(place, there)));
        }
        List<SqlNode> first = RowUses.fields(left);
        List<SqlNode> second = RowUses.fields(right);
        if (first.size() != second.size()) {
            throw unlike(place);
        }
        for (int i = 0; i < first.size(); i++) {
            compare(first.get(i), second.get(i), place, tests);
        }
    }

    private static SqlNode same(SqlNode left, SqlNode right, SqlParserPos place) {
        return SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(place, left, right);
    }

    private static Mistake unlike(SqlParserPos place) {
        return Mistake.invalid(place, "rows with other fields are compared", "Compare the fields.");
    }

    private static SqlNode not(SqlNode test, SqlParserPos place) {
        return SqlStdOperatorTable.NOT.createCall(place, test);
    }

    private static SqlNode all(SqlOperator operator, List<SqlNode> tests, SqlParserPos place) {
        return tests.stream().reduce((a, b) -> operator.createCall(place, a, b)).orElseThrow();
    }

    /** What is true where this is, of WHERE and ON, where FALSE and NULL are the same. */
    static SqlNode asCondition(SqlNode test) {
        if (test instanceof RowEquality equality) {
            return equality.condition;
        }
        if (test.getKind() != SqlKind.AND) {
            return test;
        }
        SqlCall and = (SqlCall) test;
        List<SqlNode> tests =
                and.getOperandList().stream().map(RowEquality::asCondition).toList();
        return and.getOperator().createCall(and.getParserPosition(), tests);
    }
}
