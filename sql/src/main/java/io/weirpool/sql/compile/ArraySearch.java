package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Whether and where arrays hold a value. */
public final class ArraySearch {
    private ArraySearch() {}

    /** NULL finds a NULL. */
    @SqlFunction(takesNulls = true, value = "array_position(E[], E) INTEGER")
    public static @Nullable Integer position(@Nullable ArrayValue array, @Nullable Object element) {
        return position(array, element, (Integer) 1);
    }

    @SqlFunction(takesNulls = true, value = "array_position(E[], E, INTEGER) INTEGER")
    public static @Nullable Integer position(
            @Nullable ArrayValue array, @Nullable Object element, @Nullable Integer from) {
        if (array == null
                || array.size() == 0
                || (element == null && !array.elements().contains(null))) {
            return null;
        }
        if (from == null) {
            throw Failures.invalid("initial position must not be null");
        }
        for (int i = Math.max(from, 1); i <= array.size(); i++) {
            if (Comparison.compareElements(array.get(i - 1), element) == 0) {
                return i;
            }
        }
        return null;
    }

    @SqlFunction(takesNulls = true, value = "array_positions(E[], E) INTEGER[]")
    public static @Nullable ArrayValue positions(@Nullable ArrayValue array, @Nullable Object element) {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (Comparison.compareElements(array.get(i), element) == 0) {
                found.add(i + 1);
            }
        }
        return ArrayValue.of(found);
    }

    /** Each element of the second is one of the first; a NULL is none. */
    @SqlFunction("@>(E[], E[]) BOOLEAN")
    public static boolean contains(ArrayValue array, ArrayValue part) {
        return part.elements().stream().allMatch(element -> element != null && holds(array, element));
    }

    @SqlFunction("<@(E[], E[]) BOOLEAN")
    public static boolean isContained(ArrayValue part, ArrayValue array) {
        return contains(array, part);
    }

    @SqlFunction("&&(E[], E[]) BOOLEAN")
    public static boolean overlaps(ArrayValue a, ArrayValue b) {
        return b.elements().stream().anyMatch(element -> element != null && holds(a, element));
    }

    private static boolean holds(ArrayValue array, Object element) {
        return array.elements().stream()
                .anyMatch(other -> other != null && Comparison.compareElements(other, element) == 0);
    }

    @SqlFunction(takesNulls = true, value = "=any(E, E[]) BOOLEAN")
    public static @Nullable Boolean equalsAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order == 0);
    }

    @SqlFunction(takesNulls = true, value = "<>any(E, E[]) BOOLEAN")
    public static @Nullable Boolean differsFromAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order != 0);
    }

    @SqlFunction(takesNulls = true, value = "<any(E, E[]) BOOLEAN")
    public static @Nullable Boolean lessThanAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order < 0);
    }

    @SqlFunction(takesNulls = true, value = "<=any(E, E[]) BOOLEAN")
    public static @Nullable Boolean atMostAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order <= 0);
    }

    @SqlFunction(takesNulls = true, value = ">any(E, E[]) BOOLEAN")
    public static @Nullable Boolean greaterThanAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order > 0);
    }

    @SqlFunction(takesNulls = true, value = ">=any(E, E[]) BOOLEAN")
    public static @Nullable Boolean atLeastAny(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, true, order -> order >= 0);
    }

    @SqlFunction(takesNulls = true, value = "=all(E, E[]) BOOLEAN")
    public static @Nullable Boolean equalsAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order == 0);
    }

    @SqlFunction(takesNulls = true, value = "<>all(E, E[]) BOOLEAN")
    public static @Nullable Boolean differsFromAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order != 0);
    }

    @SqlFunction(takesNulls = true, value = "<all(E, E[]) BOOLEAN")
    public static @Nullable Boolean lessThanAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order < 0);
    }

    @SqlFunction(takesNulls = true, value = "<=all(E, E[]) BOOLEAN")
    public static @Nullable Boolean atMostAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order <= 0);
    }

    @SqlFunction(takesNulls = true, value = ">all(E, E[]) BOOLEAN")
    public static @Nullable Boolean greaterThanAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order > 0);
    }

    @SqlFunction(takesNulls = true, value = ">=all(E, E[]) BOOLEAN")
    public static @Nullable Boolean atLeastAll(@Nullable Object value, @Nullable ArrayValue array) {
        return decide(value, array, false, order -> order >= 0);
    }

    /**
     * The first comparison that gives {@code decisive} decides; NULL when none does, but one is with NULL. Over an empty
     * array there is none, whatever the value.
     */
    private static @Nullable Boolean decide(
            @Nullable Object value, @Nullable ArrayValue array, boolean decisive, IntPredicate accepted) {
        if (array == null) {
            return null;
        }
        boolean unknown = false;
        for (Object element : array.elements()) {
            if (value == null || element == null) {
                unknown = true;
            } else if (accepted.test(Comparison.compareElements(value, element)) == decisive) {
                return decisive;
            }
        }
        return unknown ? null : (Boolean) !decisive;
    }
}
