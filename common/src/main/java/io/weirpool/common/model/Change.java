package io.weirpool.common.model;

import org.jspecify.annotations.Nullable;

/**
 * A row and a weight: +1 it is there once more, -1 once less (an element of a Z-set; Budiu et al., DBSP, VLDB 2023).
 *
 * @param row the values, of the classes {@link TypeKind} names; nobody writes to it once it is in a change
 * @param weight not 0
 */
@SuppressWarnings("ArrayRecordComponent") // a row is what generated code takes; equality of rows is Values.equalRows
public record Change(@Nullable Object[] row, long weight) {
    public static Change plus(@Nullable Object[] row) {
        return new Change(row, 1);
    }

    public static Change minus(@Nullable Object[] row) {
        return new Change(row, -1);
    }
}
