package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.AggregateCall;

/** Result types of aggregates, as PostgreSQL has them. */
public final class AggregateTypes {
    private AggregateTypes() {}

    /**
     * The type of the result.
     *
     * @param argument of the function; any type for COUNT
     * @param nullable whether a group can have no value: all arguments NULL, or no row
     */
    public static SqlType of(AggregateCall.Function function, SqlType argument, boolean nullable) {
        return switch (function) {
            case COUNT -> SqlType.of(TypeKind.BIGINT).notNull();
            case SUM -> sum(argument).withNullable(nullable);
            case AVG -> average(argument).withNullable(nullable);
            case MIN, MAX -> minMax(argument).withNullable(nullable);
        };
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
            default -> SqlType.of(TypeKind.DECIMAL);
        };
    }

    /** PostgreSQL drops the limits of numeric and text in min and max; values stay as they are. */
    private static SqlType minMax(SqlType argument) {
        return switch (argument.kind()) {
            case DECIMAL -> SqlType.of(TypeKind.DECIMAL);
            case VARCHAR -> SqlType.varchar(SqlType.UNBOUNDED);
            default -> argument;
        };
    }
}
