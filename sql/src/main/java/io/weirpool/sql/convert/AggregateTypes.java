package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.List;

/** What aggregates take and give, as PostgreSQL has it. */
public final class AggregateTypes {
    private AggregateTypes() {}

    /**
     * The type of the result.
     *
     * @param arguments of the function, accepted by {@link #accepts}
     * @param nullable whether a group can have no value: all arguments NULL, or no row
     */
    public static SqlType of(Function function, List<SqlType> arguments, boolean nullable) {
        return switch (function) {
            case COUNT, REGR_COUNT -> SqlType.of(TypeKind.BIGINT).notNull();
            case SUM0 -> sum(arguments.get(0)).notNull();
            case SUM -> sum(arguments.get(0)).withNullable(nullable);
            case AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
                average(arguments.get(0)).withNullable(nullable);
            case MIN, MAX, ANY_VALUE, ARG_MIN, ARG_MAX, PERCENTILE_DISC, MODE ->
                withoutLimits(arguments.get(0)).withNullable(nullable);
            case COVAR_POP, COVAR_SAMP, CORR -> SqlType.of(TypeKind.DOUBLE);
            case PERCENTILE_CONT ->
                SqlType.of(arguments.get(0).kind() == TypeKind.INTERVAL ? TypeKind.INTERVAL : TypeKind.DOUBLE);
            case REGR_AVGX, REGR_AVGY, REGR_SXX, REGR_SYY, REGR_SXY, REGR_SLOPE, REGR_INTERCEPT, REGR_R2 ->
                SqlType.of(TypeKind.DOUBLE);
            case BOOL_AND, BOOL_OR -> SqlType.of(TypeKind.BOOLEAN).withNullable(nullable);
            case BIT_AND, BIT_OR, BIT_XOR -> arguments.get(0).withNullable(nullable);
            case STRING_AGG ->
                isBytes(arguments.get(0))
                        ? arguments.get(0).withNullable(nullable)
                        : SqlType.varchar(SqlType.UNBOUNDED).withNullable(nullable);
            case ARRAY_AGG -> array(arguments.get(0));
            case JSON_AGG, JSON_OBJECT_AGG -> SqlType.of(TypeKind.JSON);
            case SINGLE_VALUE -> arguments.get(0).withNullable(true);
            case LITERAL -> arguments.get(0);
        };
    }

    /** Of an array there is none, as it would have two dimensions. */
    private static SqlType array(SqlType argument) {
        return argument.kind().isArray()
                ? argument.withNullable(true)
                : withoutLimits(argument).array();
    }

    private static SqlType sum(SqlType argument) {
        return switch (argument.kind()) {
            case SMALLINT, INTEGER -> SqlType.of(TypeKind.BIGINT);
            case BIGINT, DECIMAL -> SqlType.of(TypeKind.DECIMAL);
            default -> argument;
        };
    }

    private static SqlType average(SqlType argument) {
        return switch (argument.kind()) {
            case REAL, DOUBLE -> SqlType.of(TypeKind.DOUBLE);
            case INTERVAL -> argument;
            default -> SqlType.of(TypeKind.DECIMAL);
        };
    }

    /** PostgreSQL drops the limits of numeric and text; values stay as they are. */
    private static SqlType withoutLimits(SqlType argument) {
        return switch (argument.kind()) {
            case DECIMAL, VARCHAR, DECIMAL_ARRAY, VARCHAR_ARRAY -> SqlType.of(argument.kind());
            default -> argument;
        };
    }

    /** Whether the function takes arguments of these types; their number is right. */
    public static boolean accepts(Function function, List<SqlType> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.kind().scalar() == TypeKind.INTERVAL)) {
            return takesIntervals(function);
        }
        return switch (function) {
            case SUM, SUM0, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, PERCENTILE_CONT ->
                arguments.stream().allMatch(AggregateTypes::isNumeric);
            case COVAR_POP, COVAR_SAMP, CORR, REGR_COUNT, REGR_AVGX, REGR_AVGY, REGR_SXX, REGR_SYY ->
                arguments.stream().allMatch(AggregateTypes::isNumeric);
            case REGR_SXY, REGR_SLOPE, REGR_INTERCEPT, REGR_R2 ->
                arguments.stream().allMatch(AggregateTypes::isNumeric);
            case MIN, MAX -> hasExtremes(arguments.get(0));
            case ARG_MIN, ARG_MAX -> isOrdered(arguments.get(1));
            case PERCENTILE_DISC, MODE -> isOrdered(arguments.get(0));
            case BOOL_AND, BOOL_OR -> arguments.get(0).kind() == TypeKind.BOOLEAN;
            case BIT_AND, BIT_OR, BIT_XOR -> isWhole(arguments.get(0));
            case STRING_AGG ->
                arguments.stream().allMatch(type -> type.kind().isText())
                        || arguments.stream().allMatch(AggregateTypes::isBytes);
            case ARRAY_AGG -> !arguments.get(0).kind().isArray();
            case JSON_OBJECT_AGG ->
                arguments.get(0).kind() != TypeKind.JSON
                        && !arguments.get(0).kind().isArray();
            case COUNT, ANY_VALUE, JSON_AGG, SINGLE_VALUE, LITERAL -> true;
        };
    }

    private static boolean takesIntervals(Function function) {
        return switch (function) {
            case COUNT,
                    LITERAL,
                    SUM,
                    AVG,
                    ANY_VALUE,
                    SINGLE_VALUE,
                    MIN,
                    MAX,
                    ARG_MIN,
                    ARG_MAX,
                    MODE,
                    PERCENTILE_CONT,
                    PERCENTILE_DISC,
                    ARRAY_AGG,
                    JSON_AGG,
                    JSON_OBJECT_AGG -> true;
            default -> false;
        };
    }

    /** Whether rows can be ordered by such a column as PostgreSQL orders them. */
    public static boolean isOrdered(SqlType type) {
        return true;
    }

    private static boolean hasExtremes(SqlType type) {
        return switch (type.kind()) {
            case BOOLEAN, UUID, JSON, JSON_ARRAY -> false;
            default -> true;
        };
    }

    /** Whether its values are numbers, exact or not. */
    public static boolean isNumeric(SqlType type) {
        return switch (type.kind()) {
            case REAL, DOUBLE, DECIMAL -> true;
            default -> isWhole(type);
        };
    }

    private static boolean isWhole(SqlType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static boolean isBytes(SqlType type) {
        return type.kind() == TypeKind.VARBINARY;
    }
}
