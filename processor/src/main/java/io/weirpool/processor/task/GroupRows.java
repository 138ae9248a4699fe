package io.weirpool.processor.task;

import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.OutcomeOutput;
import io.weirpool.sql.compile.RowFunction;
import java.util.List;

/**
 * What becomes of the rows of groups: of the only way they take it is made where the groups are, of several each makes its
 * own. A way on which a group's row stays as it was hears nothing.
 */
record GroupRows(RowFunction steps, OutcomeOutput output) {
    /** {@code steps}, then {@code output}, for these views. */
    record Way(RowFunction steps, OutcomeOutput output, Readers readers) {
        private void changed(byte[] group, Outcome before, Outcome after) {
            if (readers.any()) {
                output.changed(group, before, after);
            }
        }

        private void made(byte[] group, Outcome before, Outcome after) {
            if (readers.any()) {
                Outcome was = made(before);
                Outcome is = made(after);
                if (!is.equals(was)) {
                    output.changed(group, was, is);
                }
            }
        }

        private Outcome made(Outcome of) {
            return of instanceof Outcome.Present present ? Outcome.of(present::row, steps) : of;
        }
    }

    static GroupRows of(List<Way> ways) {
        return ways.size() == 1
                ? new GroupRows(ways.get(0).steps(), ways.get(0)::changed)
                : new GroupRows(
                        row -> row, (group, before, after) -> ways.forEach(way -> way.made(group, before, after)));
    }
}
