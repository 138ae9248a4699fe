package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;

/** In which of the parts of a range a value lies: width_bucket of floating numbers, and of bounds in an array. */
public final class Buckets {
    private Buckets() {}

    @SqlFunction("width_bucket(DOUBLE, DOUBLE, DOUBLE, INTEGER) INTEGER")
    public static int widthBucket(double value, double low, double high, int count) {
        if (count <= 0) {
            throw Failures.invalid("count must be greater than zero");
        }
        if (Double.isNaN(low) || Double.isNaN(high) || Double.isNaN(value)) {
            throw Failures.invalid("operand, lower bound, and upper bound cannot be NaN");
        }
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            throw Failures.invalid("lower and upper bounds must be finite");
        }
        if (low == high) {
            throw Failures.invalid("lower bound cannot equal upper bound");
        }
        boolean ascending = low < high;
        if (ascending ? value < low : value > low) {
            return 0;
        }
        if (ascending ? value >= high : value <= high) {
            return Arithmetic.add(count, 1);
        }
        // halved where the width would overflow
        double part = Double.isInfinite(high - low)
                ? (value / 2 - low / 2) / (high / 2 - low / 2)
                : ascending ? (value - low) / (high - low) : (low - value) / (low - high);
        int bucket = (int) Math.min(count * part, Integer.MAX_VALUE);
        return Math.min(bucket, count - 1) + 1;
    }

    /** How many bounds, in ascending order, are not greater. */
    @SqlFunction("width_bucket(E, E[]) INTEGER")
    public static int bucket(Object value, ArrayValue bounds) {
        if (bounds.elements().contains(null)) {
            throw Failures.invalid("thresholds array must not contain NULLs");
        }
        int from = 0;
        int to = bounds.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Comparison.compareElements(value, bounds.get(middle)) < 0) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
