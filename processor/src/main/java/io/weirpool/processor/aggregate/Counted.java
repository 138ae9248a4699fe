package io.weirpool.processor.aggregate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** Calls that keep counts and sums only, of a size that does not grow with the group. */
final class Counted {
    private Counted() {}

    /** New memory for a call; DISTINCT is the caller's affair. */
    static Supplier<Mergeable> of(AggregateCall call, RowType input) {
        Function function = call.function();
        SqlType result = call.type();
        return switch (function) {
            case COUNT -> Count::new;
            case SUM -> sum(argument(call, input), result);
            case AVG -> average(argument(call, input), result);
            case SUM0 -> orZero(sum(argument(call, input), result), result);
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> spread(Spread.of(function), argument(call, input));
            case COVAR_POP, COVAR_SAMP, CORR -> () -> new Regression(function);
            case REGR_COUNT, REGR_AVGX, REGR_AVGY, REGR_SXX, REGR_SYY, REGR_SXY, REGR_SLOPE, REGR_INTERCEPT, REGR_R2 ->
                () -> new Regression(function);
            case BOOL_AND -> () -> new BooleanCounts(true);
            case BOOL_OR -> () -> new BooleanCounts(false);
            case BIT_AND -> () -> new BitCounts((with, count) -> with == count, result.kind());
            case BIT_OR -> () -> new BitCounts((with, count) -> with > 0, result.kind());
            case BIT_XOR -> () -> new BitCounts((with, count) -> (with & 1) == 1, result.kind());
            case LITERAL -> () -> new Literal(call.parameters().get(0).value());
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    private static SqlType argument(AggregateCall call, RowType input) {
        return input.type(call.arguments().get(0));
    }

    private static Supplier<Mergeable> sum(SqlType argument, SqlType result) {
        return () -> SumOrAverage.sum(argument, result);
    }

    private static Supplier<Mergeable> average(SqlType argument, SqlType result) {
        return () -> SumOrAverage.average(argument, result);
    }

    private static Supplier<Mergeable> spread(Spread spread, SqlType argument) {
        return isFloat(argument) ? () -> new FloatSpread(spread) : () -> new NumericSpread(spread);
    }

    private static boolean isFloat(SqlType type) {
        return type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }

    private static Supplier<Mergeable> orZero(Supplier<Mergeable> sum, SqlType result) {
        Object zero = switch (result.kind()) {
            case BIGINT -> (Object) 0L;
            case REAL -> (Object) 0f;
            case DOUBLE -> (Object) 0d;
            default -> (Object) BigDecimal.ZERO;
        };
        return () -> new OrElse(sum.get(), zero);
    }
}
