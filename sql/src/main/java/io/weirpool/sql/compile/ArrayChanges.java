package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays made of others. Elements that are NULL are equal to each other here, as in PostgreSQL. */
public final class ArrayChanges {
    /** As many as a function gives rows at most; PostgreSQL's limit is that of memory. */
    private static final int FILLED_MAX = 1_000_000;

    private ArrayChanges() {}

    @SqlFunction(
            takesNulls = true,
            value = {"array_append(T[], T) T[]", "||(T[], T) T[]"})
    public static ArrayValue append(@Nullable ArrayValue array, @Nullable Object element) {
        List<@Nullable Object> elements = elements(array);
        elements.add(element);
        return ArrayValue.of(elements);
    }

    @SqlFunction(
            takesNulls = true,
            value = {"array_prepend(T, T[]) T[]", "||(T, T[]) T[]"})
    public static ArrayValue prepend(@Nullable Object element, @Nullable ArrayValue array) {
        List<@Nullable Object> elements = elements(array);
        elements.add(0, element);
        return ArrayValue.of(elements);
    }

    /** NULL beside an array adds nothing. */
    @SqlFunction(
            takesNulls = true,
            value = {"array_cat(T[], T[]) T[]", "||(T[], T[]) T[]"})
    public static @Nullable ArrayValue concatenate(@Nullable ArrayValue a, @Nullable ArrayValue b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        List<@Nullable Object> elements = elements(a);
        elements.addAll(b.elements());
        return ArrayValue.of(elements);
    }

    private static List<@Nullable Object> elements(@Nullable ArrayValue array) {
        return new ArrayList<>(array == null ? List.of() : array.elements());
    }

    @SqlFunction(takesNulls = true, value = "array_remove(E[], E) E[]")
    public static @Nullable ArrayValue remove(@Nullable ArrayValue array, @Nullable Object element) {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> elements = elements(array);
        elements.removeIf(other -> Comparison.compareElements(other, element) == 0);
        return ArrayValue.of(elements);
    }

    @SqlFunction(takesNulls = true, value = "array_replace(E[], E, E) E[]")
    public static @Nullable ArrayValue replace(
            @Nullable ArrayValue array, @Nullable Object element, @Nullable Object by) {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> elements = elements(array);
        elements.replaceAll(other -> Comparison.compareElements(other, element) == 0 ? by : other);
        return ArrayValue.of(elements);
    }

    /** So many times the element. */
    @SqlFunction(takesNulls = true, value = "array_fill(T, INTEGER[]) T[]")
    public static ArrayValue fill(@Nullable Object element, @Nullable ArrayValue dimensions) {
        if (dimensions == null) {
            throw Failures.invalid("dimension array or low bound array cannot be null");
        }
        if (dimensions.size() == 0) {
            return ArrayValue.EMPTY;
        }
        if (dimensions.size() > 1) {
            throw Failures.unsupported("an array of several dimensions; to_jsonb has them");
        }
        if (!(dimensions.get(0) instanceof Integer count)) {
            throw Failures.invalid("dimension values cannot be null");
        }
        if (count < 0 || count > FILLED_MAX) {
            throw Failures.invalid("array_fill of %d elements".formatted(count));
        }
        return ArrayValue.of(Collections.nCopies(count, element));
    }

    @SqlFunction("array_reverse(T[]) T[]")
    public static ArrayValue reverse(ArrayValue array) {
        List<@Nullable Object> elements = elements(array);
        Collections.reverse(elements);
        return ArrayValue.of(elements);
    }

    @SqlFunction("array_sort(E[]) E[]")
    public static ArrayValue sort(ArrayValue array) {
        return sort(array, false, false);
    }

    /** NULLs come first when descending. */
    @SqlFunction("array_sort(E[], BOOLEAN) E[]")
    public static ArrayValue sort(ArrayValue array, boolean descending) {
        return sort(array, descending, descending);
    }

    @SqlFunction("array_sort(E[], BOOLEAN, BOOLEAN) E[]")
    public static ArrayValue sort(ArrayValue array, boolean descending, boolean nullsFirst) {
        Comparator<@Nullable Object> ascending = Comparison::compareElements;
        Comparator<@Nullable Object> values = descending ? ascending.reversed() : ascending;
        List<@Nullable Object> elements = elements(array);
        elements.sort(nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
        return ArrayValue.of(elements);
    }
}
