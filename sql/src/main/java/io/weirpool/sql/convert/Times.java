package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Sums with intervals. An interval is no type of a column: it appears as a number of months, or of microseconds, inside
 * the function that adds it.
 */
final class Times {
    private static final long MICROS_PER_MILLISECOND = 1_000;

    private final RexConverter converter;

    private Times(RexConverter converter) {
        this.converter = converter;
    }

    /** A sum, difference or product; with or without intervals. */
    static Expression sum(RexConverter converter, RexCall call) {
        return new Times(converter).sum(call);
    }

    private Expression sum(RexCall call) {
        String sign = switch (call.getKind()) {
            case PLUS, CHECKED_PLUS -> "+";
            case MINUS, CHECKED_MINUS -> "-";
            default -> "*";
        };
        List<RexNode> operands = call.getOperands();
        if (operands.size() < 2 || operands.stream().noneMatch(Times::isInterval)) {
            return converter.function(
                    sign, converter.operands(call).stream().limit(2).toList());
        }
        if (sign.equals("*") || operands.stream().allMatch(Times::isInterval)) {
            throw RexConverter.unsupported("an interval outside of a sum with a date or time");
        }
        RexNode interval = isInterval(operands.get(0)) ? operands.get(0) : operands.get(1);
        RexNode time = isInterval(operands.get(0)) ? operands.get(1) : operands.get(0);
        Expression amount = amount(interval);
        Expression signed = sign.equals("-") ? converter.function("negate", List.of(amount)) : amount;
        String function = isMonths(interval) ? "add_months" : "add_micros";
        return converter.function(function, List.of(converter.convert(time), signed));
    }

    static boolean isInterval(RexNode node) {
        return SqlTypeName.INTERVAL_TYPES.contains(node.getType().getSqlTypeName());
    }

    private static boolean isMonths(RexNode interval) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
    }

    /** Months or microseconds, BIGINT. */
    private Expression amount(RexNode interval) {
        if (interval instanceof RexLiteral literal) {
            return amount(literal);
        }
        if (interval instanceof RexCall call) {
            if (call.getKind() == SqlKind.TIMES) {
                return converter.function(
                        "*", call.getOperands().stream().map(this::factor).toList());
            }
            if (call.getKind() == SqlKind.MINUS_PREFIX) {
                return converter.function(
                        "negate", List.of(amount(call.getOperands().get(0))));
            }
            if (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS) {
                String sign = call.getKind() == SqlKind.PLUS ? "+" : "-";
                return converter.function(
                        sign, call.getOperands().stream().map(this::amount).toList());
            }
        }
        throw RexConverter.unsupported("the interval " + interval);
    }

    private Expression factor(RexNode node) {
        if (isInterval(node)) {
            return amount(node);
        }
        Expression factor = converter.convert(node);
        boolean whole = List.of(TypeKind.SMALLINT, TypeKind.INTEGER, TypeKind.BIGINT)
                .contains(factor.type().kind());
        if (!whole) {
            throw RexConverter.unsupported("an interval times " + factor.type() + "; use a whole number");
        }
        return factor;
    }

    private static Constant amount(RexLiteral literal) {
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        if (value == null) {
            return new Constant(null, SqlType.of(TypeKind.BIGINT));
        }
        long amount = isMonths(literal) ? value.longValueExact() : value.longValueExact() * MICROS_PER_MILLISECOND;
        return new Constant(amount, SqlType.of(TypeKind.BIGINT).notNull());
    }

    /** The unit named by a flag of EXTRACT or FLOOR ... TO, as PostgreSQL spells it. */
    static Constant unit(RexLiteral flag) {
        Object value = flag.getValue();
        String name = value instanceof org.apache.calcite.avatica.util.TimeUnitRange range
                ? range.toString()
                : value instanceof TimeUnit unit ? unit.toString() : String.valueOf(value);
        return new Constant(
                name.toLowerCase(java.util.Locale.ROOT),
                SqlType.varchar(SqlType.UNBOUNDED).notNull());
    }
}
