package io.weirpool.sqlparser;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;

/** How many rows LIMIT and OFFSET speak of: numbers, or sums, differences and products of them. */
final class RowCounts {
    private RowCounts() {}

    /** The number as a literal; null for NULL, which is no limit; what is not understood stays, to be refused with its place. */
    static SqlNode of(SqlNode count) {
        if (SqlUtil.isNullLiteral(uncast(count), false)) {
            return null;
        }
        BigDecimal value = value(count);
        if (value == null && count instanceof SqlCharStringLiteral text) {
            value = number(text.toValue().strip());
        }
        return value == null ? count : SqlLiteral.createExactNumeric(rounded(value), count.getParserPosition());
    }

    private static BigDecimal number(String text) {
        return text.matches("[0-9]{1,18}") ? new BigDecimal(text) : null;
    }

    /** As PostgreSQL casts it to BIGINT. */
    private static String rounded(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }

    /** Null when it is no such number. */
    private static BigDecimal value(SqlNode node) {
        SqlNode count = uncast(node);
        if (count instanceof SqlNumericLiteral literal) {
            return literal.isExact() ? literal.bigDecimalValue() : null;
        }
        if (!(count instanceof SqlCall call) || call.operandCount() != 2) {
            return null;
        }
        BigDecimal left = value(call.operand(0));
        BigDecimal right = value(call.operand(1));
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

    /** A cast of a whole number to another kind of one changes nothing, nor does SELECT before a number. */
    private static SqlNode uncast(SqlNode node) {
        if (node instanceof SqlSelect select && select.getFrom() == null && select.getSelectList().size() == 1) {
            return uncast(select.getSelectList().get(0));
        }
        boolean cast = node.getKind() == SqlKind.CAST
                && ((SqlCall) node).operand(1).toString().toLowerCase(Locale.ROOT).matches("bigint|integer|int|`?int[48]`?");
        SqlNode inner = cast ? ((SqlCall) node).operand(0) : node;
        boolean fraction = inner instanceof SqlNumericLiteral literal && literal.bigDecimalValue().scale() > 0;
        return fraction ? node : inner;
    }
}
