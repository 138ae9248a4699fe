package io.weirpool.sql.convert;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;

/** Calcite's SEARCH, a test against a set of points and ranges: a hash look-up for points, comparisons for the rest. */
final class Searches {
    /** From here on hashing is cheaper than comparing one by one. */
    private static final int POINTS_MIN = 4;

    private static final RexBuilder BUILDER = new RexBuilder(new SqlTypeFactoryImpl(new WideNumbers()));

    private Searches() {}

    static Expression convert(RexConverter converter, RexCall search) {
        RexLiteral literal = (RexLiteral) search.getOperands().get(1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg != null && sarg.isPoints() && sarg.nullAs == RexUnknownAs.UNKNOWN && sarg.pointCount >= POINTS_MIN) {
            Expression operand = converter.convert(search.getOperands().get(0));
            List<Expression> members = points(sarg, literal.getType());
            if (members.stream().allMatch(m -> m.type().kind() == operand.type().kind())) {
                return in(operand, members);
            }
        }
        return converter.convert(RexUtil.expandSearch(BUILDER, null, search));
    }

    private static Expression in(Expression operand, List<Expression> members) {
        List<Expression> operands = new ArrayList<>();
        operands.add(operand);
        operands.addAll(members);
        return Expressions.form(Forms.IN, operands);
    }

    private static List<Expression> points(Sarg<?> sarg, RelDataType type) {
        RelDataTypeFactory factory = BUILDER.getTypeFactory();
        RelDataType notNull = factory.createTypeWithNullability(type, false);
        List<Expression> points = new ArrayList<>();
        for (var range : sarg.rangeSet.asRanges()) {
            RexNode point = BUILDER.makeLiteral(range.lowerEndpoint(), notNull, true, true);
            if (point instanceof RexLiteral literal) {
                Constant constant = Literals.convert(literal);
                points.add(new Constant(constant.value(), constant.type().withNullable(false)));
            }
        }
        return points;
    }

    /** Types as wide as the planner's, or literals would be cut when they are made. */
    private static final class WideNumbers extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case DECIMAL -> CalciteTypes.UNBOUNDED_PRECISION;
                case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getMaxPrecision(typeName);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? CalciteTypes.UNBOUNDED_SCALE : super.getMaxScale(typeName);
        }
    }
}
