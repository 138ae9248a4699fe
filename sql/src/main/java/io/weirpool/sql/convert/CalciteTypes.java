package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Our types as Calcite's, and back.
 *
 * <p>Four of ours have no type of their own in Calcite: unbounded NUMERIC is {@code DECIMAL(1000, 500)}, JSON is VARIANT,
 * TIMESTAMP WITH TIME ZONE is TIMESTAMP WITH LOCAL TIME ZONE, text without a length is a VARCHAR whose precision is not
 * specified.
 */
public final class CalciteTypes {
    /** Far from any declared precision, and enough on both sides of the point that Calcite never narrows it. */
    public static final int UNBOUNDED_PRECISION = 1000;

    public static final int UNBOUNDED_SCALE = 500;

    /** Digits a declared DECIMAL can have: what fits 16 bytes, and what other engines allow. */
    public static final int DECLARED_PRECISION_MAX = 38;

    private CalciteTypes() {}

    public static RelDataType toCalcite(RelDataTypeFactory factory, SqlType type) {
        return factory.createTypeWithNullability(withoutNullability(factory, type), type.nullable());
    }

    private static RelDataType withoutNullability(RelDataTypeFactory factory, SqlType type) {
        int precision = type.precision();
        return switch (type.kind()) {
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case REAL -> factory.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL ->
                precision == SqlType.UNBOUNDED
                        ? unboundedNumeric(factory)
                        : factory.createSqlType(SqlTypeName.DECIMAL, precision, type.scale());
            case VARCHAR -> sized(factory, SqlTypeName.VARCHAR, precision);
            case CHAR -> sized(factory, SqlTypeName.CHAR, precision);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, precision);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, precision);
            case TIMESTAMPTZ -> factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision);
            case UUID -> factory.createSqlType(SqlTypeName.UUID);
            case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
            case JSON -> factory.createSqlType(SqlTypeName.VARIANT);
        };
    }

    private static RelDataType sized(RelDataTypeFactory factory, SqlTypeName name, int length) {
        return length == SqlType.UNBOUNDED ? factory.createSqlType(name) : factory.createSqlType(name, length);
    }

    public static RelDataType unboundedNumeric(RelDataTypeFactory factory) {
        return factory.createSqlType(SqlTypeName.DECIMAL, UNBOUNDED_PRECISION, UNBOUNDED_SCALE);
    }

    /** Ours; empty when a column cannot have the type: intervals, rows, arrays, NULL. */
    public static Optional<SqlType> fromCalcite(RelDataType type) {
        SqlType found = nullable(type);
        return Optional.ofNullable(found == null ? null : found.withNullable(type.isNullable()));
    }

    private static @Nullable SqlType nullable(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> SqlType.of(TypeKind.BOOLEAN);
            case TINYINT, SMALLINT -> SqlType.of(TypeKind.SMALLINT);
            case INTEGER -> SqlType.of(TypeKind.INTEGER);
            case BIGINT -> SqlType.of(TypeKind.BIGINT);
            case REAL -> SqlType.of(TypeKind.REAL);
            case FLOAT, DOUBLE -> SqlType.of(TypeKind.DOUBLE);
            case DECIMAL -> decimal(type);
            case VARCHAR -> SqlType.varchar(length(type));
            case CHAR -> new SqlType(TypeKind.CHAR, length(type), 0, true);
            case DATE -> SqlType.of(TypeKind.DATE);
            case TIME -> new SqlType(TypeKind.TIME, digits(type), 0, true);
            case TIMESTAMP -> new SqlType(TypeKind.TIMESTAMP, digits(type), 0, true);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
                new SqlType(TypeKind.TIMESTAMPTZ, digits(type), 0, true);
            case UUID -> SqlType.of(TypeKind.UUID);
            case BINARY, VARBINARY -> SqlType.of(TypeKind.VARBINARY);
            case VARIANT -> SqlType.of(TypeKind.JSON);
            default -> null;
        };
    }

    private static SqlType decimal(RelDataType type) {
        return type.getPrecision() > DECLARED_PRECISION_MAX || type.getScale() < 0
                ? SqlType.of(TypeKind.DECIMAL)
                : SqlType.decimal(type.getPrecision(), Math.min(type.getScale(), type.getPrecision()));
    }

    private static int length(RelDataType type) {
        return type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED ? SqlType.UNBOUNDED : type.getPrecision();
    }

    private static int digits(RelDataType type) {
        int digits = type.getPrecision();
        return digits < 0 || digits > 6 ? 6 : digits;
    }
}
