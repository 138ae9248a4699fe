package io.weirpool.sql.validate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.parse.Mistake;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
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
        refuseUnlikeArrays(binding);
        return literalAsOther(binding) || (!alike(binding) && super.binaryComparisonCoercion(binding));
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        TextMembers.check(binding);
        if (TextMembers.cast(binding)) {
            updateInferredType(binding.operand(1), binding.getOperandType(0));
            return true;
        }
        return super.inOperationCoercion(binding);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        return !alike(binding) && super.binaryArithmeticCoercion(binding);
    }

    /** The columns of set operations stay as they are: which type they have in common is PostgreSQL's business, not Calcite's. */
    @Override
    public boolean rowTypeCoercion(SqlValidatorScope scope, SqlNode query, int column, RelDataType type) {
        return true;
    }

    /** Arguments of functions: Calcite would read numbers and dates from a text column, PostgreSQL has no such function. */
    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> operandTypes, List<SqlTypeFamily> expectedFamilies) {
        for (int i = 0; i < Math.min(operandTypes.size(), expectedFamilies.size()); i++) {
            SqlTypeFamily wanted = expectedFamilies.get(i);
            refuseAsText(binding, i, wanted);
            if (isTextColumn(binding, i) && !wanted.contains(operandTypes.get(i))) {
                throw Mistake.invalid(
                        binding.operand(i).getParserPosition(),
                        binding.getOperator().getName().toLowerCase(Locale.ROOT) + " takes no text here, but "
                                + wanted.name().toLowerCase(Locale.ROOT),
                        "Cast it: x::integer, x::numeric, x::date.");
            }
        }
        return super.builtinFunctionCoercion(binding, operandTypes, expectedFamilies);
    }

    /** What Calcite would print, as {@code 5 LIKE 'x'}: PostgreSQL has no such operator. */
    private static void refuseAsText(SqlCallBinding binding, int index, SqlTypeFamily wanted) {
        RelDataType type = binding.getOperandType(index);
        boolean text = wanted == SqlTypeFamily.CHARACTER || wanted == SqlTypeFamily.STRING;
        if (text && type.getSqlTypeName() != SqlTypeName.NULL && !SqlTypeUtil.inCharFamily(type)) {
            throw Mistake.invalid(
                    binding.operand(index).getParserPosition(),
                    binding.getOperator().getName().toLowerCase(Locale.ROOT) + " takes text here, but no "
                            + type.getSqlTypeName().getSpaceName().toLowerCase(Locale.ROOT),
                    "Cast it: x::text.");
        }
    }

    /** Calcite would cast the elements of one. */
    private static void refuseUnlikeArrays(SqlCallBinding binding) {
        Set<TypeKind> kinds = new HashSet<>();
        for (int i = 0; i < binding.getOperandCount(); i++) {
            CalciteTypes.fromCalcite(binding.getOperandType(i))
                    .map(SqlType::kind)
                    .filter(TypeKind::isArray)
                    .ifPresent(kinds::add);
        }
        if (kinds.size() > 1 && !kinds.contains(TypeKind.CHAR_ARRAY)) {
            throw Mistake.invalid(
                    binding.getCall().getParserPosition(),
                    "arrays of different types do not go together in "
                            + binding.getOperator().getName(),
                    "Cast one side: x::numeric[].");
        }
    }

    /** A literal in quotes beside an array or a UUID is read as one. */
    private static boolean literalAsOther(SqlCallBinding binding) {
        for (int i = 0; i < binding.getOperandCount() && binding.getOperandCount() == 2; i++) {
            RelDataType other = binding.getOperandType(1 - i);
            SqlNode operand = binding.operand(i);
            boolean takes = other.getSqlTypeName() == SqlTypeName.ARRAY || other.getSqlTypeName() == SqlTypeName.UUID;
            if (takes && operand instanceof SqlCharStringLiteral) {
                SqlNode cast = PostgresCast.INSTANCE.createCall(
                        operand.getParserPosition(), operand, SqlTypeUtil.convertTypeToSpec(other));
                binding.getCall().setOperand(i, cast);
                binding.getValidator().deriveType(binding.getScope(), cast);
                return true;
            }
        }
        return false;
    }

    /** Whether all operands are numbers, which our functions compare and add without a cast. */
    private static boolean alike(SqlCallBinding binding) {
        boolean numbers = binding.getOperandCount() > 0;
        for (int i = 0; i < binding.getOperandCount(); i++) {
            numbers &= SqlTypeUtil.isNumeric(binding.getOperandType(i));
            if (binding.getOperator() instanceof SqlBinaryOperator
                    || binding.getOperator() instanceof SqlBetweenOperator) {
                refuseText(binding, i);
                refuseBoolean(binding, i);
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

    /** Calcite would take 1 for true. */
    private static void refuseBoolean(SqlCallBinding binding, int index) {
        if (binding.getOperandType(index).getSqlTypeName() != SqlTypeName.BOOLEAN) {
            return;
        }
        for (int other = 0; other < binding.getOperandCount(); other++) {
            if (SqlTypeUtil.isNumeric(binding.getOperandType(other))) {
                throw Mistake.invalid(
                        binding.getCall().getParserPosition(),
                        "a condition and a number do not go together in "
                                + binding.getOperator().getName(),
                        "Write the condition alone, or cast one side: x::integer.");
            }
        }
    }

    private static boolean isTextColumn(SqlCallBinding binding, int index) {
        return SqlTypeUtil.inCharFamily(binding.getOperandType(index))
                && !(binding.operand(index) instanceof SqlLiteral);
    }
}
