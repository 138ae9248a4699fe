package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;

/**
 * An exact sum: adding and taking back in any order gives the same. Closed: whole numbers, decimals, floating point, intervals, each
 * with the form that costs it least.
 */
sealed interface Sum permits IntegerSum, DecimalSum, FloatSum, IntervalSum {
    void add(Object value, long weight);

    void write(ByteOutput out);

    void merge(ByteInput in);
}
