package io.weirpool.processor.operator;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a view has for a key. Closed: no row, a row, or an error that stands until the key computes again. */
public sealed interface Outcome {
    record Absent() implements Outcome {
        private static final Absent ONLY = new Absent();
    }

    @SuppressWarnings("ArrayRecordComponent") // equals is its own
    record Present(@Nullable Object[] row) implements Outcome {
        /** Equal when every value also prints the same. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Present present && Arrays.equals(row, present.row);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(row);
        }

        @Override
        public String toString() {
            return Arrays.toString(row);
        }
    }

    record Failed(ErrorCode code, String detail) implements Outcome {}

    static Outcome absent() {
        return Absent.ONLY;
    }

    /** What the function makes of a row, which itself may fail to be computed. */
    static Outcome of(Supplier<@Nullable Object[]> input, RowFunction function) {
        try {
            @Nullable Object[] row = function.apply(input.get());
            return row == null ? absent() : new Present(row);
        } catch (ExpressionFailure e) {
            String message = e.getMessage();
            return new Failed(e.code(), message == null ? "" : message);
        }
    }

    default boolean isFailed() {
        return this instanceof Failed;
    }

    /** The row if there is one. */
    default @Nullable Object @Nullable [] rowOrNull() {
        return this instanceof Present present ? present.row() : null;
    }
}
