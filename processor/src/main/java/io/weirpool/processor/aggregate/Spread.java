package io.weirpool.processor.aggregate;

import io.weirpool.sql.plan.AggregateCall.Function;

/** Which of the four measures of spread: of all values or of a sample, the variance or its root. */
record Spread(boolean sample, boolean root) {
    static Spread of(Function function) {
        return switch (function) {
            case VAR_POP -> new Spread(false, false);
            case VAR_SAMP -> new Spread(true, false);
            case STDDEV_POP -> new Spread(false, true);
            case STDDEV_SAMP -> new Spread(true, true);
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    /** Whether so few values have no spread. */
    boolean isNull(long count) {
        return count <= (sample ? 1 : 0);
    }

    /** By what the sum of the squares of the differences from the mean, times the count, is divided. */
    long lessOne(long count) {
        return sample ? count - 1 : count;
    }
}
