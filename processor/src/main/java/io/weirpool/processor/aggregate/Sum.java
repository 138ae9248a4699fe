package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.TypeKind;

/**
 * An exact sum: adding and taking back in any order gives the same. Closed: whole numbers, decimals, floating point, intervals, each
 * with the form that costs it least.
 */
sealed interface Sum permits IntegerSum, DecimalSum, FloatSum, IntervalSum {
    /** One of nothing, of values of this type. */
    static Sum of(TypeKind values) {
        return switch (values) {
            case SMALLINT, INTEGER, BIGINT -> new IntegerSum();
            case DECIMAL -> new DecimalSum();
            case REAL, DOUBLE -> new FloatSum();
            case INTERVAL -> new IntervalSum();
            default -> throw new IllegalArgumentException("a sum of " + values);
        };
    }

    void add(Object value, long weight);

    void write(ByteOutput out);

    void merge(ByteInput in);

    /**
     * What SUM of these values is.
     *
     * @param type SUM's
     * @throws io.weirpool.sql.compile.ExpressionFailure when the type cannot hold it
     */
    Object sum(TypeKind type);

    /**
     * What AVG of these values is.
     *
     * @param count how many there are, at least 1
     * @throws io.weirpool.sql.compile.ExpressionFailure when its type cannot hold it
     */
    Object average(long count);
}
