package io.weirpool.common.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable array of one dimension, of values of one type or NULLs; SQL counts its elements from 1, this class from 0.
 *
 * <p>{@code equals} asks whether two print the same; PostgreSQL's equality and order are in {@code codec.Values}.
 */
public final class ArrayValue {
    public static final ArrayValue EMPTY = new ArrayValue(new Object[0]);

    private final @Nullable Object[] elements;

    private ArrayValue(@Nullable Object[] elements) {
        this.elements = elements;
    }

    /** Takes the array as it is; the caller no longer writes to it. */
    public static ArrayValue wrap(@Nullable Object[] elements) {
        return new ArrayValue(elements);
    }

    /** A copy of the list. */
    public static ArrayValue of(List<? extends @Nullable Object> elements) {
        return new ArrayValue(elements.toArray());
    }

    public int size() {
        return elements.length;
    }

    /** The element at this index, counted from 0; null for NULL. */
    public @Nullable Object get(int index) {
        return elements[index];
    }

    /** A view of them all. */
    public List<@Nullable Object> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayValue array && Arrays.equals(elements, array.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    /** For messages; what PostgreSQL prints depends on the type of the elements. */
    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
