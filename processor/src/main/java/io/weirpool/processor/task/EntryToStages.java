package io.weirpool.processor.task;

import io.weirpool.common.model.Change;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view whose rows meet after a hop. What a command gives to all its readers in the view is made before any of it is sent,
 * so that a command that one of them cannot compute has no effect on the view at all.
 */
final class EntryToStages implements ViewEntry {
    private final List<Lane> lanes;

    /** Rows of the log on their way to one stage. */
    record Lane(LogRows rows, HopInput input, List<@Nullable Object[]> leaving, List<@Nullable Object[]> coming) {
        Lane(LogRows rows, HopInput input) {
            this(rows, input, new ArrayList<>(1), new ArrayList<>(1));
        }

        boolean send() {
            leaving.forEach(row -> input.apply(Change.minus(row)));
            coming.forEach(row -> input.apply(Change.plus(row)));
            boolean sent = !leaving.isEmpty() || !coming.isEmpty();
            leaving.clear();
            coming.clear();
            return sent;
        }
    }

    EntryToStages(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    @Override
    public boolean apply(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, long offset) {
        if (before != null) {
            leave(before);
        }
        ExpressionFailure failure = after == null ? null : come(after);
        boolean sent = false;
        for (Lane lane : lanes) {
            sent |= lane.send();
        }
        if (failure != null) {
            throw failure;
        }
        return sent;
    }

    private void leave(@Nullable Object[] row) {
        for (Lane lane : lanes) {
            if (!ViewEntry.quietly(lane.rows(), row, lane.leaving())) {
                lanes.forEach(l -> l.leaving().clear());
                return;
            }
        }
    }

    private @Nullable ExpressionFailure come(@Nullable Object[] row) {
        try {
            lanes.forEach(lane -> lane.rows().apply(row, lane.coming()::add));
            return null;
        } catch (ExpressionFailure failure) {
            lanes.forEach(l -> l.coming().clear());
            return failure;
        }
    }

    @Override
    public boolean wants(@Nullable Object[] row) {
        return lanes.stream().anyMatch(lane -> ViewEntry.makesAny(lane.rows(), row));
    }

    @Override
    public void flush() {}
}
