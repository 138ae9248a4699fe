package io.weirpool.processor.operator;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Exclude;
import io.weirpool.sql.plan.WindowCall.Frame;
import io.weirpool.sql.plan.WindowCall.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a partition are in the frame of a row, as PostgreSQL has it: where the order column is NULL, a RANGE bound
 * with a distance means the peers; where it is NaN likewise. Thread-safe.
 */
final class FrameBounds {
    private final Frame frame;
    private final List<SortKey> order;
    private final RowType type;

    /** The rows {@code from} up to {@code to} less those excluded, of which {@code kept} (or -1) counts all the same. */
    record Span(int from, int to, int excludedFrom, int excludedTo, int kept) {
        int size() {
            return to - from - (excludedTo - excludedFrom) + (kept < 0 ? 0 : 1);
        }

        /** Index of the nth row, from 0, of those that count. */
        int index(int nth) {
            int first = from + nth;
            if (first < excludedFrom) {
                return first;
            }
            if (kept >= 0 && first == excludedFrom) {
                return kept;
            }
            return first + excludedTo - excludedFrom - (kept < 0 ? 0 : 1);
        }
    }

    FrameBounds(Frame frame, List<SortKey> order, RowType type) {
        this.frame = frame;
        this.order = order;
        this.type = type;
    }

    Span of(PartitionRows rows, int index) {
        int from = from(rows, index, frame.from());
        int to = Math.max(from, to(rows, index, frame.to()));
        int excludedFrom = frame.exclude() == Exclude.CURRENT_ROW ? index : rows.peersFrom(index);
        int excludedTo = frame.exclude() == Exclude.CURRENT_ROW ? index + 1 : rows.peersTo(index);
        excludedFrom = Math.min(Math.max(excludedFrom, from), to);
        excludedTo = frame.exclude() == Exclude.NONE ? excludedFrom : Math.max(excludedFrom, Math.min(excludedTo, to));
        boolean keeps = frame.exclude() == Exclude.TIES && excludedFrom <= index && index < excludedTo;
        return new Span(from, to, excludedFrom, excludedTo, keeps ? index : -1);
    }

    private int from(PartitionRows rows, int index, Bound bound) {
        if (bound.side() == Side.UNBOUNDED_PRECEDING) {
            return 0;
        }
        if (bound.side() == Side.UNBOUNDED_FOLLOWING) {
            return rows.size();
        }
        return switch (frame.unit()) {
            case ROWS -> within(rows, index + distance(bound));
            case GROUPS -> rows.groupStart(rows.group(index) + distance(bound));
            case RANGE -> meansPeers(rows, index, bound) ? rows.peersFrom(index) : firstFrom(rows, index, bound, 0);
        };
    }

    /** Exclusive. */
    private int to(PartitionRows rows, int index, Bound bound) {
        if (bound.side() == Side.UNBOUNDED_PRECEDING) {
            return 0;
        }
        if (bound.side() == Side.UNBOUNDED_FOLLOWING) {
            return rows.size();
        }
        return switch (frame.unit()) {
            case ROWS -> within(rows, index + distance(bound) + 1);
            case GROUPS -> rows.groupStart(rows.group(index) + distance(bound) + 1);
            case RANGE -> meansPeers(rows, index, bound) ? rows.peersTo(index) : firstFrom(rows, index, bound, 1);
        };
    }

    private static int within(PartitionRows rows, long index) {
        return (int) Math.max(0, Math.min(index, rows.size()));
    }

    /** Rows or groups after the current one; negative before. */
    private static long distance(Bound bound) {
        long distance = WindowFunctions.clamped(bound.rows());
        return switch (bound.side()) {
            case PRECEDING -> -distance;
            case FOLLOWING -> distance;
            default -> 0;
        };
    }

    private boolean meansPeers(PartitionRows rows, int index, Bound bound) {
        return bound.side() == Side.CURRENT || value(rows, index) == null;
    }

    private @Nullable Object value(PartitionRows rows, int index) {
        return rows.row(index)[order.get(0).column()];
    }

    /** The first row whose value is at least the bound, or above it for 1, in the order's direction. */
    private int firstFrom(PartitionRows rows, int index, Bound bound, int least) {
        SortKey key = order.get(0);
        SqlType column = type.type(key.column());
        Distance distance = new Distance(column, bound, bound.side() == Side.FOLLOWING != key.descending());
        Object current = requireNonNull(value(rows, index));
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Object other = value(rows, middle);
            boolean before = other == null
                    ? key.nullsFirst()
                    : (key.descending() ? -1 : 1) * distance.compare(other, current) < least;
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
