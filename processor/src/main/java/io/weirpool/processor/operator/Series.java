package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Generator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code generate_series} of numbers, and of timestamps with a step in microseconds. */
final class Series implements Expansions.Generated {
    /*
     * Values of one series; each becomes a row at once. A day has 86,400 seconds. More is taken for a mistake in the row,
     * which is then an error of its own and not the end of the process.
     */
    private static final int VALUES_MAX = 100_000;

    private final SqlType type;

    Series(Generator.Series series) {
        this.type = series.from().type();
    }

    @Override
    public void generate(@Nullable Object[] values, Consumer<@Nullable Object[]> columns) {
        BigDecimal from = number(values[0]);
        BigDecimal to = number(values[1]);
        BigDecimal step = values.length == 2 ? BigDecimal.ONE : number(values[2]);
        if (from == null || to == null || step == null) {
            return;
        }
        if (step.signum() == 0) {
            throw failure("step size cannot equal zero");
        }
        BigInteger steps = to.subtract(from).divide(step, 0, RoundingMode.FLOOR).toBigInteger();
        if (steps.compareTo(BigInteger.valueOf(VALUES_MAX)) >= 0) {
            throw failure("generate_series from %s to %s by %s has more than %d values"
                    .formatted(values[0], values[1], step.toPlainString(), VALUES_MAX));
        }
        BigDecimal value = from;
        long last = steps.signum() < 0 ? -1 : steps.longValue();
        for (long i = 0; i <= last; i++) {
            columns.accept(new Object[] {ofType(value)});
            value = value.add(step);
        }
    }

    private static ExpressionFailure failure(String detail) {
        return new ExpressionFailure(ErrorCode.EXPRESSION_FAILED, detail);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }

    private Object ofType(BigDecimal value) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER -> value.intValueExact();
            case BIGINT, TIMESTAMP, TIMESTAMPTZ -> value.longValueExact();
            case DECIMAL -> value;
            default -> throw new IllegalArgumentException("a series of " + type);
        };
    }
}
