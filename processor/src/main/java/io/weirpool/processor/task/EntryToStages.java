package io.weirpool.processor.task;

import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A view whose rows meet after a hop. What a command gives to all its readers in the view is made before any of it is sent,
 * so that a command that one of them cannot compute has no effect on the view at all. What several views have in common is
 * made and sent once, when the first of them is given the command.
 */
final class EntryToStages implements ViewEntry {
    private static final long NONE = -1;

    private final Lane[] lanes;

    /** Rows of the log on their way to one stage. */
    static final class Lane {
        private final LogRows rows;
        private final HopInput input;
        private final List<Lane> together = new ArrayList<>();
        private final List<@Nullable Object[]> leaving = new ArrayList<>(1);
        private final List<@Nullable Object[]> coming = new ArrayList<>(1);
        private final Consumer<@Nullable Object[]> come = coming::add;
        private long taken = NONE;
        private long sent = NONE;
        private boolean leavesNothing;
        private @Nullable ExpressionFailure failure;
        private boolean hadRows;

        Lane(LogRows rows, HopInput input) {
            this.rows = rows;
            this.input = input;
        }

        /** One that leads into a view that this one leads into, too: the view takes all of a command or nothing. */
        void togetherWith(Lane other) {
            together.add(other);
        }

        /** Makes the rows of the command at this offset; once. */
        private void take(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
            if (taken == offset) {
                return;
            }
            taken = offset;
            leaving.clear();
            coming.clear();
            leavesNothing = before != null && !ViewEntry.quietly(rows, before, leaving);
            failure = after == null ? null : come(after);
        }

        private @Nullable ExpressionFailure come(@Nullable Object[] row) {
            try {
                rows.apply(row, come);
                return null;
            } catch (ExpressionFailure failed) {
                return failed;
            }
        }

        /** Sends them, once; says whether there were any. */
        private boolean send(long offset) {
            if (sent != offset) {
                sent = offset;
                boolean leaves = true;
                boolean comes = true;
                for (int i = 0; i < together.size(); i++) { // of each command: a stream costs more than all else here
                    Lane lane = together.get(i);
                    leaves &= lane.taken != offset || !lane.leavesNothing;
                    comes &= lane.taken != offset || lane.failure == null;
                }
                boolean left = leaves && send(leaving, -1);
                boolean came = comes && send(coming, 1);
                hadRows = left || came;
            }
            return hadRows;
        }

        private boolean send(List<@Nullable Object[]> made, long weight) {
            for (int i = 0; i < made.size(); i++) {
                input.apply(new Change(made.get(i), weight));
            }
            return !made.isEmpty();
        }
    }

    EntryToStages(List<Lane> lanes) {
        this.lanes = lanes.toArray(Lane[]::new);
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        for (Lane lane : lanes) {
            lane.take(before, after, offset);
        }
        boolean sent = false;
        for (Lane lane : lanes) {
            sent |= lane.send(offset);
        }
        for (Lane lane : lanes) {
            if (lane.failure != null) {
                throw lane.failure;
            }
        }
        return sent;
    }

    @Override
    public boolean wants(@Nullable Object[] row) {
        return Arrays.stream(lanes).anyMatch(lane -> ViewEntry.makesAny(lane.rows, row));
    }

    @Override
    public void flush() {}
}
