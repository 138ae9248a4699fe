package io.weirpool.sqlparser;

import java.math.BigInteger;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;

/** How many rows LIMIT and OFFSET speak of: whole numbers, or sums, differences and products of them. */
final class RowCounts {
    private RowCounts() {}

    /** The number as a literal; null for NULL, which is no limit; what is not understood stays, to be refused with its place. */
    static SqlNode of(SqlNode count) {
        if (SqlUtil.isNullLiteral(uncast(count), false)) {
            return null;
        }
        BigInteger value = value(count);
        return value == null ? count : SqlLiteral.createExactNumeric(value.toString(), count.getParserPosition());
    }

    /** Null when it is no such number. */
    private static BigInteger value(SqlNode node) {
        SqlNode count = uncast(node);
        if (count instanceof SqlNumericLiteral literal) {
            return literal.isInteger() ? literal.bigDecimalValue().toBigIntegerExact() : null;
        }
        if (!(count instanceof SqlCall call) || call.operandCount() != 2) {
            return null;
        }
        BigInteger left = value(call.operand(0));
        BigInteger right = value(call.operand(1));
        if (left == null || right == null) {
            return null;
        }
        return switch (call.getKind()) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
            default -> null;
        };
    }

    /** A cast to another kind of whole number changes nothing, nor does SELECT before a number. */
    private static SqlNode uncast(SqlNode node) {
        if (node instanceof SqlSelect select && select.getFrom() == null && select.getSelectList().size() == 1) {
            return uncast(select.getSelectList().get(0));
        }
        boolean cast = node.getKind() == SqlKind.CAST
                && ((SqlCall) node).operand(1).toString().toLowerCase(Locale.ROOT).matches("bigint|integer|int|`?int[48]`?");
        return cast ? ((SqlCall) node).operand(0) : node;
    }
}
