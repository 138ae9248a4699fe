package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making arrays, what they hold and how long they are; one dimension, counted from 1. */
public final class ArrayParts {
    private ArrayParts() {}

    /** {@code ARRAY[...]}. */
    @SqlFunction(takesNulls = true, value = "{}(T...) T[]")
    public static ArrayValue of(@Nullable Object[] elements) {
        return ArrayValue.wrap(elements);
    }

    /** {@code ARRAY(SELECT ...)} of no rows is empty. */
    @SqlFunction(takesNulls = true, value = "{?}(T[]) T[]")
    public static ArrayValue orEmpty(@Nullable ArrayValue array) {
        return array == null ? ArrayValue.EMPTY : array;
    }

    /** {@code array[index]}; NULL where there is no element. */
    @SqlFunction("[](T[], INTEGER) T")
    public static @Nullable Object element(ArrayValue array, int index) {
        return index < 1 || index > array.size() ? null : array.get(index - 1);
    }

    /** {@code array[from:to]}, as much of it as there is. */
    @SqlFunction("[:](T[], INTEGER, INTEGER) T[]")
    public static ArrayValue slice(ArrayValue array, int from, int to) {
        int start = Math.max(from, 1) - 1;
        int end = Math.min(to, array.size());
        return start >= end ? ArrayValue.EMPTY : ArrayValue.of(array.elements().subList(start, end));
    }

    @SqlFunction("cardinality(T[]) INTEGER")
    public static int cardinality(ArrayValue array) {
        return array.size();
    }

    /** An empty array has no dimension. */
    @SqlFunction({"array_length(T[], INTEGER) INTEGER", "array_upper(T[], INTEGER) INTEGER"})
    public static @Nullable Integer length(ArrayValue array, int dimension) {
        return dimension == 1 && array.size() > 0 ? (Integer) array.size() : null;
    }

    @SqlFunction("array_lower(T[], INTEGER) INTEGER")
    public static @Nullable Integer lower(ArrayValue array, int dimension) {
        return dimension == 1 && array.size() > 0 ? (Integer) 1 : null;
    }

    @SqlFunction("array_ndims(T[]) INTEGER")
    public static @Nullable Integer dimensions(ArrayValue array) {
        return array.size() > 0 ? (Integer) 1 : null;
    }

    @SqlFunction("array_dims(T[]) VARCHAR")
    public static @Nullable String bounds(ArrayValue array) {
        return array.size() > 0 ? "[1:" + array.size() + "]" : null;
    }

    /** The first elements; so many fewer than there are. */
    @SqlFunction("trim_array(T[], INTEGER) T[]")
    public static ArrayValue trim(ArrayValue array, int fewer) {
        if (fewer < 0 || fewer > array.size()) {
            throw Failures.invalid("number of elements to trim must be between 0 and " + array.size());
        }
        List<@Nullable Object> kept = array.elements().subList(0, array.size() - fewer);
        return ArrayValue.of(kept);
    }
}
