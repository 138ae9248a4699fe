package io.weirpool.sql.oracle;

import io.weirpool.sql.plan.AggregateCall;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates, over all rows at once. */
final class Folds {
    private Folds() {}

    static @Nullable Object of(AggregateCall call, List<@Nullable Object[]> rows) {
        List<@Nullable Object[]> counted = rows.stream()
                .filter(row -> call.filter().isEmpty()
                        || Boolean.TRUE.equals(row[call.filter().getAsInt()]))
                .toList();
        if (call.arguments().isEmpty()) {
            return (long) counted.size();
        }
        int argument = call.arguments().get(0);
        List<Object> values = counted.stream()
                .map(row -> row[argument])
                .filter(Objects::nonNull)
                .toList();
        if (call.distinct()) {
            values = values.stream()
                    .collect(java.util.stream.Collectors.toMap(
                            v -> Order.key(new Object[] {v}), v -> v, (a, b) -> a, java.util.LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
        }
        return fold(call, counted, argument, values);
    }

    private static @Nullable Object fold(
            AggregateCall call, List<@Nullable Object[]> rows, int argument, List<Object> values) {
        if (call.function() == AggregateCall.Function.COUNT) {
            return (long) values.size();
        }
        if (call.function().name().equals("SINGLE_VALUE")) {
            if (rows.size() > 1) {
                throw new SeveralRows();
            }
            return rows.isEmpty() ? null : rows.get(0)[argument];
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (call.function()) {
            case SUM -> typed(call, sum(values));
            case AVG -> typed(call, sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128));
            case MIN, ANY_VALUE -> values.stream().min(Order::compare).orElseThrow();
            case MAX -> values.stream().max(Order::compare).orElseThrow();
            default -> throw new AssertionError(call);
        };
    }

    /** What PostgreSQL says, too. */
    static final class SeveralRows extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(v -> new BigDecimal(v.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Object typed(AggregateCall call, BigDecimal value) {
        return switch (call.type().kind()) {
            case BIGINT -> value.longValueExact();
            case DOUBLE -> value.doubleValue();
            case REAL -> value.floatValue();
            default -> value;
        };
    }
}
