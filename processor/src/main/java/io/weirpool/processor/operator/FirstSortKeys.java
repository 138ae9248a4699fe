package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first of many sort keys ({@link RowOrder}), so that the others need not be put in order: of thousands a few are
 * wanted. Cost of a key that is not among them: one comparison of bytes where they were written.
 */
final class FirstSortKeys {
    private final long count;
    /** The last of the first stands in front. */
    private final PriorityQueue<byte[]> first = new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(b, a));

    /** {@code count}: how many are first, equal ones counting one by one. */
    FirstSortKeys(long count) {
        this.count = count;
    }

    /** Takes the key that was written; returns it, or null where as many others stand before it as are first. */
    byte @Nullable [] add(ByteOutput written) {
        if (isBeyond(written.array(), written.length())) {
            return null;
        }
        byte[] sortKey = written.toByteArray();
        first.add(sortKey);
        if (first.size() > count) {
            first.remove();
        }
        return sortKey;
    }

    /** Whether so many of those taken stand before the key in the first bytes of an array. */
    boolean isBeyond(byte[] array, int length) {
        if (first.size() < count) {
            return false;
        }
        byte[] last = first.peek();
        return last == null || Arrays.compareUnsigned(array, 0, length, last, 0, last.length) > 0;
    }
}
