package io.weirpool.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * A column that USING or NATURAL made of two that may have different types: the first, in the type that both have in
 * common. Of equal types it is the first as it is; so it is of text, where PostgreSQL takes the first one's type.
 */
final class MergedColumn extends SqlFunction {
    /** Can be written by nobody. */
    private static final String NAME = "{merged}";

    static final MergedColumn INSTANCE = new MergedColumn();

    private MergedColumn() {
        super(
                NAME,
                SqlKind.OTHER_FUNCTION,
                MergedColumn::type,
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    static SqlNode of(SqlNode first, SqlNode second) {
        return INSTANCE.createCall(SqlParserPos.ZERO, first, second);
    }

    private static RelDataType type(SqlOperatorBinding binding) {
        RelDataType first = binding.getOperandType(0);
        RelDataType second = binding.getOperandType(1);
        boolean text = SqlTypeUtil.inCharFamily(first) && SqlTypeUtil.inCharFamily(second);
        RelDataType common = text ? first : binding.getTypeFactory().leastRestrictive(List.of(first, second));
        return common == null ? first : binding.getTypeFactory().createTypeWithNullability(common, first.isNullable());
    }

    static RexNode convert(SqlRexContext context, SqlCall call) {
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        RexNode first = context.convertExpression(call.operand(0));
        return SqlTypeUtil.equalSansNullability(context.getTypeFactory(), type, first.getType())
                ? first
                : context.getRexBuilder().makeAbstractCast(type, first, false);
    }
}
