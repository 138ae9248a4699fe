package io.weirpool.sql.plan;

import java.util.ArrayList;
import java.util.List;

/** Makes rows of a row. Closed: each has its code in the processor. */
public sealed interface Generator {
    /** Expressions over the input row that it reads. */
    List<Expression> expressions();

    /** The same generator over other expressions, in the order of {@link #expressions()}. */
    Generator with(List<Expression> expressions);

    /**
     * The windows a time lies in: columns {@code window_start} and {@code window_end}, of the time's type. A row whose time
     * is NULL is in none. A tumbling window is one whose slide is its size. Cumulative windows are those of one size that follow
     * each other, and all shorter ones that begin with them, each a slide longer than the one before.
     *
     * @param time TIMESTAMP or TIMESTAMPTZ
     * @param sizeMicros of a window, above 0
     * @param slideMicros from one start to the next, above 0
     * @param offsetMicros of all starts from the epoch
     * @param cumulative whether windows grow by the slide; the size is then a multiple of it
     */
    record Windows(Expression time, long sizeMicros, long slideMicros, long offsetMicros, boolean cumulative)
            implements Generator {
        @Override
        public List<Expression> expressions() {
            return List.of(time);
        }

        @Override
        public Generator with(List<Expression> expressions) {
            return new Windows(expressions.get(0), sizeMicros, slideMicros, offsetMicros, cumulative);
        }
    }

    /**
     * The rows of functions that give some, the first of each beside one another, then the second, NULL where a function has
     * no more: a column for each call and, where asked for, {@code ordinality} from 1.
     *
     * @param calls of functions that give rows, one at least
     * @param outer whether there is a row of NULLs where no function gives one
     */
    record Functions(List<Expression.Call> calls, boolean ordinality, boolean outer) implements Generator {
        public Functions {
            calls = List.copyOf(calls);
        }

        @Override
        public List<Expression> expressions() {
            return calls.stream().flatMap(call -> call.operands().stream()).toList();
        }

        @Override
        public Generator with(List<Expression> expressions) {
            List<Expression.Call> changed = new ArrayList<>();
            int at = 0;
            for (Expression.Call call : calls) {
                int end = at + call.operands().size();
                changed.add(new Expression.Call(call.function(), expressions.subList(at, end), call.type()));
                at = end;
            }
            return new Functions(changed, ordinality, outer);
        }
    }
}
