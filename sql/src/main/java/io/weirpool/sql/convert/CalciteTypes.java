package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Our types as Calcite's, and back.
 *
 * <p>Five of ours have no type of their own in Calcite: unbounded NUMERIC is {@code DECIMAL(1000, 500)}, JSON is VARIANT,
 * TIMESTAMP WITH TIME ZONE is TIMESTAMP WITH LOCAL TIME ZONE, an interval is INTERVAL DAY TO SECOND, text without a length is a VARCHAR whose precision is not
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
            case INTERVAL -> interval(factory);
            case UUID -> factory.createSqlType(SqlTypeName.UUID);
            case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
            case JSON -> factory.createSqlType(SqlTypeName.VARIANT);
            default -> factory.createArrayType(toCalcite(factory, type.element()), -1);
        };
    }

    private static RelDataType sized(RelDataTypeFactory factory, SqlTypeName name, int length) {
        return length == SqlType.UNBOUNDED ? factory.createSqlType(name) : factory.createSqlType(name, length);
    }

    public static RelDataType unboundedNumeric(RelDataTypeFactory factory) {
        return factory.createSqlType(SqlTypeName.DECIMAL, UNBOUNDED_PRECISION, UNBOUNDED_SCALE);
    }

    /** One type for all intervals: they are compared and added whatever their units. */
    public static RelDataType interval(RelDataTypeFactory factory) {
        return factory.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.DAY, 9, TimeUnit.SECOND, 6, SqlParserPos.ZERO));
    }

    /** Ours; empty when a column cannot have the type: rows, arrays of arrays, NULL. */
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
            case INTERVAL_YEAR,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_MONTH,
                    INTERVAL_DAY,
                    INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND -> SqlType.of(TypeKind.INTERVAL);
            case UUID -> SqlType.of(TypeKind.UUID);
            case BINARY, VARBINARY -> SqlType.of(TypeKind.VARBINARY);
            case VARIANT -> SqlType.of(TypeKind.JSON);
            case ARRAY -> array(nullable(Objects.requireNonNull(type.getComponentType())));
            default -> null;
        };
    }

    /** PostgreSQL has no arrays of arrays. */
    private static @Nullable SqlType array(@Nullable SqlType element) {
        return element == null || element.kind().isArray() ? null : element.array();
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
