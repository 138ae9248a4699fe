package io.weirpool.processor.aggregate;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Interval;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.IntervalArithmetic;
import java.math.BigInteger;

/** A sum of INTERVAL: months, days and microseconds each for itself, as in PostgreSQL. */
final class IntervalSum implements Sum {
    private final IntegerSum months = new IntegerSum();
    private final IntegerSum days = new IntegerSum();
    private final IntegerSum micros = new IntegerSum();

    @Override
    public void add(Object value, long weight) {
        Interval interval = (Interval) value;
        months.add(interval.months(), weight);
        days.add(interval.days(), weight);
        micros.add(interval.micros(), weight);
    }

    @Override
    public Interval sum(TypeKind type) {
        return total();
    }

    private Interval total() {
        return new Interval(
                (int) within(months, Integer.SIZE), (int) within(days, Integer.SIZE), within(micros, Long.SIZE));
    }

    private static long within(IntegerSum part, int bits) {
        BigInteger total = part.total();
        if (total.bitLength() >= bits) {
            throw new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "interval out of range");
        }
        return total.longValue();
    }

    @Override
    public Interval average(long count) {
        return IntervalArithmetic.divide(total(), (double) count);
    }

    @Override
    public void write(ByteOutput out) {
        months.write(out);
        days.write(out);
        micros.write(out);
    }

    @Override
    public void merge(ByteInput in) {
        months.merge(in);
        days.merge(in);
        micros.merge(in);
    }
}
