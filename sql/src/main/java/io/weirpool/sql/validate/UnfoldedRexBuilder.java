package io.weirpool.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Leaves casts of literals as they are: Calcite would compute them by its own rules, {@code 1.5::numeric} to 500 digits; nor an interval to milliseconds. */
final class UnfoldedRexBuilder extends RexBuilder {
    UnfoldedRexBuilder(RelDataTypeFactory factory) {
        super(factory);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos place,
            RelDataType type,
            RexNode operand,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        boolean folds = operand instanceof RexLiteral;
        boolean interval = SqlTypeUtil.isInterval(type) || SqlTypeUtil.isInterval(operand.getType());
        boolean array = SqlTypeUtil.isArray(type) || SqlTypeUtil.isArray(operand.getType());
        boolean isNull = operand instanceof RexLiteral literal && literal.isNull();
        return !isNull && (folds || interval || array) && !operand.getType().equals(type)
                ? makeAbstractCast(place, type, operand, safe)
                : super.makeCast(place, type, operand, matchNullability, safe, format);
    }
}
