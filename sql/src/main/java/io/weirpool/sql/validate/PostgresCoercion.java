package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Implicit casts as PostgreSQL does them: a quoted literal takes the type of the other side, a text column does not; numbers
 * of two types are compared as they are.
 */
final class PostgresCoercion extends TypeCoercionImpl {
    PostgresCoercion(RelDataTypeFactory factory, SqlValidator validator) {
        super(factory, validator);
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        return !alike(binding) && super.binaryComparisonCoercion(binding);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        return !alike(binding) && super.binaryArithmeticCoercion(binding);
    }

    /** Whether all operands are numbers, which our functions compare and add without a cast. */
    private static boolean alike(SqlCallBinding binding) {
        boolean numbers = binding.getOperandCount() > 0;
        for (int i = 0; i < binding.getOperandCount(); i++) {
            numbers &= SqlTypeUtil.isNumeric(binding.getOperandType(i));
            if (binding.getOperator() instanceof SqlBinaryOperator) {
                refuseText(binding, i);
            }
        }
        return numbers;
    }

    private static void refuseText(SqlCallBinding binding, int index) {
        if (!isTextColumn(binding, index)) {
            return;
        }
        for (int other = 0; other < binding.getOperandCount(); other++) {
            RelDataType type = binding.getOperandType(other);
            boolean fits = SqlTypeUtil.inCharFamily(type) || type.getSqlTypeName() == SqlTypeName.NULL;
            if (!fits && !SqlTypeUtil.isInterval(type)) {
                throw Mistake.invalid(
                        binding.getCall().getParserPosition(),
                        "text and " + type.getSqlTypeName().getSpaceName() + " do not go together in "
                                + binding.getOperator().getName(),
                        "Cast one side: x::text, or x::integer.");
            }
        }
    }

    private static boolean isTextColumn(SqlCallBinding binding, int index) {
        return SqlTypeUtil.inCharFamily(binding.getOperandType(index))
                && !(binding.operand(index) instanceof SqlLiteral);
    }
}
