package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/** Calcite's and those of our own forms; a CHAR stays one beside text of another length: its blanks at the end do not count. */
final class TextConvertlets {
    static final SqlRexConvertletTable INSTANCE = TextConvertlets::convertlet;

    private TextConvertlets() {}

    private static @Nullable SqlRexConvertlet convertlet(SqlCall call) {
        if (call.getOperator() instanceof MergedColumn) {
            return MergedColumn::convert;
        }
        SqlRexConvertlet standard = PostgresCast.CONVERTLETS.get(call);
        if (standard == null) {
            return null;
        }
        if (SqlKind.BINARY_COMPARISON.contains(call.getKind()) && call.operandCount() == 2) {
            return (context, comparison) -> compared(context, comparison, standard);
        }
        boolean implied = call.getKind() == SqlKind.CAST
                && call.operand(1).getParserPosition().getLineNum() == 0;
        if (call.getKind() == SqlKind.CAST && !implied) {
            return (context, cast) -> written(context, cast, standard);
        }
        return implied ? (context, cast) -> implied(context, cast, standard) : standard;
    }

    /** Texts are compared as they are: Calcite would make VARCHAR of a CHAR beside a literal of another length. */
    private static RexNode compared(SqlRexContext context, SqlCall comparison, SqlRexConvertlet standard) {
        boolean texts = comparison.getOperandList().stream()
                .allMatch(operand ->
                        SqlTypeUtil.inCharFamily(context.getValidator().getValidatedNodeType(operand)));
        if (texts) {
            refuseVarchar(context, comparison);
        }
        return texts
                ? context.getRexBuilder()
                        .makeCall(
                                comparison.getParserPosition(),
                                comparison.getOperator(),
                                comparison.getOperandList().stream()
                                        .map(context::convertExpression)
                                        .toList())
                : standard.convertCall(context, comparison);
    }

    /** PostgreSQL's VARCHAR is compared with CHAR as CHAR, its TEXT is not; without a length they are one type here. */
    private static void refuseVarchar(SqlRexContext context, SqlCall comparison) {
        for (int i = 0; i < 2; i++) {
            RelDataType other = context.getValidator().getValidatedNodeType(comparison.operand(1 - i));
            boolean besideChar = other.getSqlTypeName() == SqlTypeName.CHAR
                    && !(comparison.operand(1 - i) instanceof SqlCharStringLiteral);
            if (besideChar
                    && comparison.operand(i) instanceof SqlCall cast
                    && cast.getKind() == SqlKind.CAST
                    && cast.operand(1) instanceof SqlDataTypeSpec spec
                    && spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                    && basic.getTypeName().getSimple().equals(SqlTypeName.VARCHAR.name())
                    && basic.getPrecision() < 0) {
                throw Mistake.unsupported(
                        cast.getParserPosition(),
                        "VARCHAR without a length beside a CHAR, where blanks at its end do not count",
                        "Cast to TEXT, of which they count, or to CHAR.");
            }
        }
    }

    /** A literal is no CHAR before it is cast, though Calcite has it for one of its length. */
    private static RexNode written(SqlRexContext context, SqlCall cast, SqlRexConvertlet standard) {
        RelDataType type = context.getValidator().getValidatedNodeType(cast);
        return type.getSqlTypeName() == SqlTypeName.CHAR && cast.operand(0) instanceof SqlCharStringLiteral
                ? context.getRexBuilder()
                        .makeAbstractCast(
                                cast.getParserPosition(), type, context.convertExpression(cast.operand(0)), false)
                : standard.convertCall(context, cast);
    }

    /** Of Calcite's own casts those from text to text are left out: a CHAR beside a longer literal stays one. */
    private static RexNode implied(SqlRexContext context, SqlCall cast, SqlRexConvertlet standard) {
        boolean text = SqlTypeUtil.inCharFamily(context.getValidator().getValidatedNodeType(cast))
                && SqlTypeUtil.inCharFamily(context.getValidator().getValidatedNodeType(cast.operand(0)));
        return text ? context.convertExpression(cast.operand(0)) : standard.convertCall(context, cast);
    }
}
