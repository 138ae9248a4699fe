package io.weirpool.sql.validate;

import io.weirpool.sql.convert.CalciteTypes;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's limits and result types: six digits of seconds, and numeric without a limit out of all arithmetic. */
final class PostgresTypeSystem extends RelDataTypeSystemImpl {
    /** PostgreSQL's limit of VARCHAR(n) and CHAR(n). */
    static final int LENGTH_MAX = 10_485_760;

    static final int TIME_DIGITS_MAX = 6;

    @Override
    public int getMaxPrecision(SqlTypeName name) {
        return switch (name) {
            case DECIMAL -> CalciteTypes.UNBOUNDED_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> TIME_DIGITS_MAX;
            case CHAR, VARCHAR -> LENGTH_MAX;
            default -> super.getMaxPrecision(name);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName name) {
        return name == SqlTypeName.DECIMAL ? CalciteTypes.UNBOUNDED_PRECISION : super.getMaxScale(name);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName name) {
        return switch (name) {
            case DECIMAL -> CalciteTypes.UNBOUNDED_PRECISION;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> TIME_DIGITS_MAX;
            case VARBINARY, BINARY -> RelDataType.PRECISION_NOT_SPECIFIED;
            default -> super.getDefaultPrecision(name);
        };
    }

    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        RelDataType sum = switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case BIGINT, DECIMAL -> CalciteTypes.unboundedNumeric(factory);
            default -> argument;
        };
        return factory.createTypeWithNullability(sum, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        RelDataType average = SqlTypeUtil.isExactNumeric(argument)
                ? CalciteTypes.unboundedNumeric(factory)
                : SqlTypeUtil.isApproximateNumeric(argument) ? factory.createSqlType(SqlTypeName.DOUBLE) : argument;
        return factory.createTypeWithNullability(average, argument.isNullable());
    }

    @Override
    public @Nullable RelDataType deriveDecimalPlusType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        return arithmetic(factory, a, b);
    }

    @Override
    public @Nullable RelDataType deriveDecimalMultiplyType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        return arithmetic(factory, a, b);
    }

    @Override
    public @Nullable RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        return arithmetic(factory, a, b);
    }

    @Override
    public @Nullable RelDataType deriveDecimalModType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        return arithmetic(factory, a, b);
    }

    /** Null lets Calcite decide: whole numbers among themselves, and anything with floating point. */
    private static @Nullable RelDataType arithmetic(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        boolean exact = SqlTypeUtil.isExactNumeric(a) && SqlTypeUtil.isExactNumeric(b);
        return exact && (SqlTypeUtil.isDecimal(a) || SqlTypeUtil.isDecimal(b))
                ? CalciteTypes.unboundedNumeric(factory)
                : null;
    }
}
