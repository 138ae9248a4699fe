package io.weirpool.processor.operator;

import java.util.Arrays;

/** Slices of a group in the order of time, with what is remembered of each. A few dozen: two arrays, no trees. */
final class SliceList {
    private static final int CAPACITY = 8;

    private long[] starts = new long[CAPACITY];
    private byte[][] totals = new byte[CAPACITY][];
    private int size;

    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    byte[] totals(int index) {
        return totals[index];
    }

    /** One that starts after all that are there. */
    void add(long start, byte[] bytes) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            totals = Arrays.copyOf(totals, 2 * size);
        }
        starts[size] = start;
        totals[size++] = bytes;
    }

    /** Index of the first that starts at this time or later; the size when none does. */
    int from(long start) {
        int found = Arrays.binarySearch(starts, 0, size, start);
        return found < 0 ? -found - 1 : found;
    }
}
