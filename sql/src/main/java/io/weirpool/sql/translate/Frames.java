package io.weirpool.sql.translate;

import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Exclude;
import io.weirpool.sql.plan.WindowCall.Frame;
import io.weirpool.sql.plan.WindowCall.Side;
import io.weirpool.sql.plan.WindowCall.Unit;
import io.weirpool.sqlparser.GroupsFrame;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeName;

/** Which rows of a partition a window function sees. */
final class Frames {
    private static final long MICROS_PER_MILLISECOND = 1_000;
    private static final long MILLISECONDS_PER_DAY = 86_400_000;

    private final Windows.Columns columns;
    private final List<SortKey> order;

    Frames(Windows.Columns columns, List<SortKey> order) {
        this.columns = columns;
        this.order = order;
    }

    Frame of(RexOver over) {
        RexWindow window = over.getWindow();
        Unit unit = unit(over);
        Bound from = bound(over, unit, window.getLowerBound());
        Bound to = bound(over, unit, window.getUpperBound());
        Frame frame = new Frame(unit, from, to, exclude(window));
        boolean peers = unit == Unit.RANGE && order.isEmpty() && frame.exclude() == Exclude.NONE;
        return peers ? Frame.WHOLE : frame;
    }

    private Unit unit(RexOver over) {
        RexWindow window = over.getWindow();
        if (!window.isRows()) {
            return Unit.RANGE;
        }
        boolean groups = isGroups(over, window.getLowerBound()) || isGroups(over, window.getUpperBound());
        if (groups && order.isEmpty()) {
            throw WindowCalls.unsupported(over, "a frame in GROUPS without ORDER BY", "Add ORDER BY.");
        }
        return groups ? Unit.GROUPS : Unit.ROWS;
    }

    private boolean isGroups(RexOver over, RexWindowBound bound) {
        return bound.getOffset() != null && GroupsFrame.isGroups(whole(over, bound.getOffset()));
    }

    private static Exclude exclude(RexWindow window) {
        return switch (window.getExclude()) {
            case EXCLUDE_NO_OTHER -> Exclude.NONE;
            case EXCLUDE_CURRENT_ROW -> Exclude.CURRENT_ROW;
            case EXCLUDE_GROUP -> Exclude.GROUP;
            case EXCLUDE_TIES -> Exclude.TIES;
        };
    }

    private Bound bound(RexOver over, Unit unit, RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            return new Bound(Side.CURRENT, 0);
        }
        if (bound.isUnbounded()) {
            return new Bound(bound.isPreceding() ? Side.UNBOUNDED_PRECEDING : Side.UNBOUNDED_FOLLOWING, 0);
        }
        RexNode offset = bound.getOffset();
        if (offset == null) {
            throw WindowCalls.unsupported(over, "this frame", "Use ROWS or RANGE BETWEEN.");
        }
        Side side = bound.isPreceding() ? Side.PRECEDING : Side.FOLLOWING;
        Bound result = switch (unit) {
            case ROWS -> new Bound(side, whole(over, offset));
            case RANGE -> range(over, side, offset);
            case GROUPS -> new Bound(side, whole(over, offset) - GroupsFrame.MARK);
        };
        if (result.distance().signum() < 0 || result.months() < 0) {
            throw WindowCalls.unsupported(over, "a frame with a negative distance", "Write a distance from 0 on.");
        }
        return result;
    }

    private Bound range(RexOver over, Side side, RexNode offset) {
        if (order.size() != 1) {
            throw WindowCalls.unsupported(over, "RANGE with a distance", "Order by exactly one column.");
        }
        TypeKind kind = columns.type(order.get(0).column()).kind();
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT -> new Bound(side, whole(over, offset));
            case DECIMAL, REAL, DOUBLE -> new Bound(side, number(over, offset), 0);
            case TIMESTAMP, TIMESTAMPTZ ->
                months(offset) != 0
                        ? new Bound(side, BigDecimal.ZERO, months(offset))
                        : new Bound(side, Math.multiplyExact(millis(over, offset), MICROS_PER_MILLISECOND));
            case DATE ->
                months(offset) != 0
                        ? new Bound(side, BigDecimal.ZERO, months(offset))
                        : new Bound(side, days(over, offset));
            default -> throw WindowCalls.unsupported(over, "RANGE with a distance over " + kind, "Use ROWS.");
        };
    }

    /** 0 when it is no interval of months. */
    private static int months(RexNode offset) {
        boolean months =
                SqlTypeName.YEAR_INTERVAL_TYPES.contains(offset.getType().getSqlTypeName());
        BigDecimal value = months && offset instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        return value == null ? 0 : value.intValueExact();
    }

    private static long days(RexOver over, RexNode offset) {
        long millis = millis(over, offset);
        if (millis % MILLISECONDS_PER_DAY != 0) {
            throw WindowCalls.unsupported(over, "a distance of parts of a day between dates", "Write whole days.");
        }
        return millis / MILLISECONDS_PER_DAY;
    }

    private static long millis(RexOver over, RexNode offset) {
        boolean days = SqlTypeName.DAY_INTERVAL_TYPES.contains(offset.getType().getSqlTypeName());
        BigDecimal millis = days && offset instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        if (millis != null) {
            return millis.longValueExact();
        }
        throw WindowCalls.unsupported(over, "RANGE with a distance of computed size", "Write INTERVAL '7' DAY.");
    }

    private BigDecimal number(RexOver over, RexNode offset) {
        if (columns.expression(offset) instanceof Constant constant && constant.value() instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw WindowCalls.unsupported(over, "a distance that is no constant number", "Write the number.");
    }

    private long whole(RexOver over, RexNode offset) {
        BigDecimal number = number(over, offset);
        if (number.stripTrailingZeros().scale() > 0) {
            throw WindowCalls.unsupported(over, "a distance that is no whole number", "Write a whole number.");
        }
        return number.longValueExact();
    }
}
