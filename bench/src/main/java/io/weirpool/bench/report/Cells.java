package io.weirpool.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Numbers as the tables show them. */
public final class Cells {
    private Cells() {}

    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A ratio. */
    public static String times(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The one in the middle; of an even number the greater of two. */
    public static <T> T middle(List<T> each, ToDoubleFunction<T> by) {
        return each.stream().sorted(Comparator.comparingDouble(by)).toList().get(each.size() / 2);
    }
}
