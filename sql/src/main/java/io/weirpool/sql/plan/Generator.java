package io.weirpool.sql.plan;

import java.util.List;
import java.util.Optional;

/** Makes rows of a row. Closed: each has its code in the processor. */
public sealed interface Generator {
    /** Expressions over the input row that it reads. */
    List<Expression> expressions();

    /** The same generator over other expressions, in the order of {@link #expressions()}. */
    Generator with(List<Expression> expressions);

    /**
     * The windows a time lies in: columns {@code window_start} and {@code window_end}, of the time's type. A row whose time
     * is NULL is in none. A tumbling window is one whose slide is its size.
     *
     * @param time TIMESTAMP or TIMESTAMPTZ
     * @param sizeMicros of a window, above 0
     * @param slideMicros from one start to the next, above 0
     * @param offsetMicros of all starts from the epoch
     */
    record Windows(Expression time, long sizeMicros, long slideMicros, long offsetMicros) implements Generator {
        @Override
        public List<Expression> expressions() {
            return List.of(time);
        }

        @Override
        public Generator with(List<Expression> expressions) {
            return new Windows(expressions.get(0), sizeMicros, slideMicros, offsetMicros);
        }
    }

    /**
     * The elements of an array: a column {@code element} and, where asked for, {@code ordinality} from 1. A NULL or empty
     * array gives no row, or one of NULLs where {@code outer}.
     */
    record Elements(Expression array, boolean ordinality, boolean outer) implements Generator {
        @Override
        public List<Expression> expressions() {
            return List.of(array);
        }

        @Override
        public Generator with(List<Expression> expressions) {
            return new Elements(expressions.get(0), ordinality, outer);
        }
    }

    /** {@code generate_series(from, to [, step])}: a column of the type of {@code from}; NULL anywhere gives no row. */
    record Series(Expression from, Expression to, Optional<Expression> step) implements Generator {
        @Override
        public List<Expression> expressions() {
            return step.map(s -> List.of(from, to, s)).orElse(List.of(from, to));
        }

        @Override
        public Generator with(List<Expression> expressions) {
            return new Series(expressions.get(0), expressions.get(1), step.map(s -> expressions.get(2)));
        }
    }
}
