package io.weirpool.sql.translate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Exclude;
import io.weirpool.sql.plan.WindowCall.Side;
import io.weirpool.sql.plan.WindowCall.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Calcite's window functions as ours. */
final class WindowCalls {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT).notNull();

    private static final WindowCall.Frame BEFORE = new WindowCall.Frame(
            Unit.ROWS, new Bound(Side.UNBOUNDED_PRECEDING, 0), new Bound(Side.PRECEDING, 1), Exclude.NONE);
    private static final WindowCall.Frame AFTER = new WindowCall.Frame(
            Unit.ROWS, new Bound(Side.FOLLOWING, 1), new Bound(Side.UNBOUNDED_FOLLOWING, 0), Exclude.NONE);

    private final Windows.Columns columns;
    private final List<SortKey> order;

    WindowCalls(Windows.Columns columns, List<SortKey> order) {
        this.columns = columns;
        this.order = order;
    }

    WindowCall of(RexOver over) {
        if (over.isDistinct()) {
            throw unsupported(
                    over, "DISTINCT in a window function", "PostgreSQL has none either: use GROUP BY and a join.");
        }
        if (over.ignoreNulls()) {
            return known(over);
        }
        return switch (over.getAggOperator().getKind()) {
            case ROW_NUMBER -> new WindowCall.Rank(Ranking.ROW_NUMBER, BIGINT);
            case RANK -> new WindowCall.Rank(Ranking.RANK, BIGINT);
            case DENSE_RANK -> new WindowCall.Rank(Ranking.DENSE_RANK, BIGINT);
            case PERCENT_RANK ->
                new WindowCall.Share(false, SqlType.of(TypeKind.DOUBLE).notNull());
            case CUME_DIST ->
                new WindowCall.Share(true, SqlType.of(TypeKind.DOUBLE).notNull());
            case NTILE -> tile(over);
            case LAG -> shift(over, -1);
            case LEAD -> shift(over, 1);
            case FIRST_VALUE -> nth(over, 1);
            case LAST_VALUE -> nth(over, -1);
            case NTH_VALUE -> isConstant(over, 1) ? nth(over, positive(over, 1)) : nthBy(over);
            default -> aggregated(over);
        };
    }

    private boolean isConstant(RexOver over, int operand) {
        return columns.expression(over.getOperands().get(operand)) instanceof Constant constant
                && constant.value() != null;
    }

    private WindowCall tile(RexOver over) {
        if (!isConstant(over, 0)) {
            return new WindowCall.TileBy(
                    columns.column(rows(over, 0)), SqlType.of(TypeKind.INTEGER).withNullable(true));
        }
        long buckets = positive(over, 0);
        if (buckets > Integer.MAX_VALUE) {
            throw unsupported(over, "NTILE of so many buckets", "Use fewer.");
        }
        return new WindowCall.Tile((int) buckets, SqlType.of(TypeKind.INTEGER).notNull());
    }

    private long positive(RexOver over, int operand) {
        long value = number(over, operand);
        if (value < 1) {
            throw unsupported(over, "a number below 1", "Write a number from 1 on.");
        }
        return value;
    }

    private long number(RexOver over, int operand) {
        Expression expression = columns.expression(over.getOperands().get(operand));
        if (expression instanceof Constant constant && constant.value() instanceof Number number) {
            return number.longValue();
        }
        throw unsupported(over, "a number of rows that is no constant", "Write the number.");
    }

    private WindowCall shift(RexOver over, int direction) {
        List<RexNode> operands = over.getOperands();
        Expression value = columns.expression(operands.get(0));
        Expression rows = operands.size() > 1
                ? rows(over, 1)
                : new Constant(1, SqlType.of(TypeKind.INTEGER).notNull());
        boolean hasDefault = operands.size() > 2;
        Expression otherwise = hasDefault ? columns.expression(operands.get(2)) : value;
        boolean untyped = hasDefault
                && operands.get(2) instanceof RexLiteral
                && otherwise instanceof Constant text
                && text.value() instanceof String;
        SqlType type = CommonTypes.ofRows(
                        List.of(List.of(value), List.of(otherwise)), 1, (row, column) -> untyped && row == 1)
                .get(0);
        if (type.kind() != value.type().kind()) {
            value = Conversion.to(value, SqlType.of(type.kind())).orElseThrow();
        }
        if (type.kind() != otherwise.type().kind()) {
            Expression converted =
                    Conversion.to(otherwise, SqlType.of(type.kind())).orElseThrow();
            otherwise = Scalars.folded(converted, over.getParserPosition());
        }
        int instead = hasDefault ? columns.column(otherwise) : -1;
        if (rows instanceof Constant constant && constant.value() instanceof Number number) {
            return new WindowCall.Shift(
                    columns.column(value),
                    direction * number.longValue(),
                    instead,
                    type.withNullable(!hasDefault || type.nullable()));
        }
        return new WindowCall.ShiftBy(
                columns.column(value), columns.column(rows), direction < 0, instead, type.withNullable(true));
    }

    /** A number of rows or buckets, as PostgreSQL takes it. */
    private Expression rows(RexOver over, int operand) {
        Expression rows = columns.expression(over.getOperands().get(operand));
        if (rows instanceof Constant constant && constant.value() == null) {
            return new Constant(null, SqlType.of(TypeKind.INTEGER).withNullable(true));
        }
        return switch (rows.type().kind()) {
            case SMALLINT, INTEGER -> rows;
            default -> throw unsupported(over, "a number of rows that is no INTEGER", "Cast it to INTEGER.");
        };
    }

    private WindowCall nth(RexOver over, long nth) {
        Expression value = columns.expression(over.getOperands().get(0));
        SqlType type = value.type().withNullable(true);
        return new WindowCall.Nth(columns.column(value), nth, frame(over), type);
    }

    private WindowCall nthBy(RexOver over) {
        Expression value = columns.expression(over.getOperands().get(0));
        int nth = columns.column(rows(over, 1));
        return new WindowCall.NthBy(
                columns.column(value), nth, frame(over), value.type().withNullable(true));
    }

    /** A value some rows away, NULLs left out, is the nth of the rows before or after. */
    private WindowCall known(RexOver over) {
        return switch (over.getAggOperator().getKind()) {
            case FIRST_VALUE -> known(over, 1, frame(over));
            case LAST_VALUE -> known(over, -1, frame(over));
            case NTH_VALUE -> known(over, positive(over, 1), frame(over));
            case LAG -> known(over, -away(over), BEFORE);
            case LEAD -> known(over, away(over), AFTER);
            default -> throw unsupported(over, "IGNORE NULLS", "Filter the NULLs in a subquery in FROM.");
        };
    }

    private WindowCall known(RexOver over, long nth, WindowCall.Frame frame) {
        Expression value = columns.expression(over.getOperands().get(0));
        return new WindowCall.NthKnown(
                columns.column(value), nth, frame, value.type().withNullable(true));
    }

    private long away(RexOver over) {
        if (over.getOperands().size() > 2) {
            throw unsupported(
                    over, "IGNORE NULLS with a default", "Use coalesce(lag(x) IGNORE NULLS OVER (...), default).");
        }
        return over.getOperands().size() > 1 ? positive(over, 1) : 1;
    }

    private WindowCall aggregated(RexOver over) {
        List<Integer> arguments = new ArrayList<>();
        over.getOperands().forEach(operand -> arguments.add(columns.column(operand)));
        Plan input = columns.plan();
        AggregateCall call = AggregateCall.create(
                over.getAggOperator(),
                false,
                false,
                false,
                List.of(),
                arguments,
                -1,
                null,
                RelCollations.EMPTY,
                over.getType(),
                null);
        return new WindowCall.Aggregated(ofFrame(AggregateCalls.of(call, input, List.of(), List.of())), frame(over));
    }

    /** A frame can be empty, which a group is not. */
    private static io.weirpool.sql.plan.AggregateCall ofFrame(io.weirpool.sql.plan.AggregateCall call) {
        boolean counts = call.function() == Function.COUNT
                || call.function() == Function.REGR_COUNT
                || call.function() == Function.SUM0;
        return new io.weirpool.sql.plan.AggregateCall(
                call.function(),
                call.arguments(),
                call.distinct(),
                call.order(),
                call.filter(),
                call.parameters(),
                call.type().withNullable(!counts));
    }

    private WindowCall.Frame frame(RexOver over) {
        return new Frames(columns, order).of(over);
    }

    static Mistake unsupported(RexOver over, String what, String instead) {
        String function = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        return Mistake.unsupported(
                over.getParserPosition(), "%s: %s is not supported".formatted(function, what), instead);
    }
}
