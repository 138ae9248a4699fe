package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** CAST of anything to anything: which there are is known, and refused with its place, where casts are converted. */
final class PostgresCast extends SqlCastFunction {
    static final PostgresCast INSTANCE = new PostgresCast();

    /** Calcite's, which find a cast by its operator. */
    static final SqlRexConvertletTable CONVERTLETS = PostgresCast::convertlet;

    private PostgresCast() {}

    private static @Nullable SqlRexConvertlet convertlet(SqlCall call) {
        SqlCall known = call.getOperator() instanceof PostgresCast
                ? SqlStdOperatorTable.CAST.createCall(
                        SqlParserPos.ZERO, call.getOperandList().toArray(SqlNode[]::new))
                : call;
        SqlRexConvertlet calcites = StandardConvertletTable.INSTANCE.get(known);
        return known == call || calcites == null ? calcites : (context, cast) -> convert(context, cast, calcites);
    }

    /** Calcite's would look for the elements on both sides of a cast, and one may be text. */
    private static RexNode convert(SqlRexContext context, SqlCall cast, SqlRexConvertlet calcites) {
        RelDataType type = context.getValidator().getValidatedNodeType(cast);
        RexNode operand = context.convertExpression(cast.operand(0));
        return SqlTypeUtil.isArray(type)
                        || SqlTypeUtil.isArray(operand.getType())
                        || isTimeAndInterval(operand.getType(), type)
                ? context.getRexBuilder().makeAbstractCast(type, operand, false)
                : calcites.convertCall(context, cast);
    }

    /** Calcite's knows no cast of an array to text. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        RelDataType operand = validator.deriveType(scope, call.operand(0));
        RelDataType target = validator.deriveType(scope, call.operand(1));
        if (operand.getSqlTypeName() != SqlTypeName.ARRAY && !isTimeAndInterval(operand, target)) {
            refuseConditions(call, operand, target);
            return super.deriveType(validator, scope, call);
        }
        RelDataType type = validator.getTypeFactory().createTypeWithNullability(target, operand.isNullable());
        validator.setValidatedNodeType(call, type);
        return type;
    }

    /** A time of day is cast to an interval and back, in PostgreSQL. */
    private static boolean isTimeAndInterval(RelDataType from, RelDataType to) {
        return (from.getSqlTypeName() == SqlTypeName.TIME && SqlTypeUtil.isInterval(to))
                || (SqlTypeUtil.isInterval(from) && to.getSqlTypeName() == SqlTypeName.TIME);
    }

    /** A condition is cast from and to INTEGER only. */
    private static void refuseConditions(SqlCall call, RelDataType from, RelDataType to) {
        boolean condition = from.getSqlTypeName() == SqlTypeName.BOOLEAN || to.getSqlTypeName() == SqlTypeName.BOOLEAN;
        RelDataType number = SqlTypeUtil.isNumeric(from) ? from : to;
        if (condition && SqlTypeUtil.isNumeric(number) && number.getSqlTypeName() != SqlTypeName.INTEGER) {
            throw Mistake.invalid(
                    call.getParserPosition(),
                    "there is no cast of " + from.getSqlTypeName().getSpaceName() + " to "
                            + to.getSqlTypeName().getSpaceName(),
                    "Cast to integer in between: x::integer.");
        }
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding callBinding, boolean throwOnFailure) {
        return true;
    }
}
