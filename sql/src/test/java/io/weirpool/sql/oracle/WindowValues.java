package io.weirpool.sql.oracle;

import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.plan.WindowCall.Bound;
import io.weirpool.sql.plan.WindowCall.Frame;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Window functions, looking at the whole partition for each row. */
final class WindowValues {
    private WindowValues() {}

    static @Nullable Object of(WindowCall call, Partition partition, int at) {
        if (call instanceof WindowCall.Rank rank) {
            return partition.rank(at, rank.ranking());
        }
        if (call instanceof WindowCall.Share share) {
            int size = partition.size();
            double before = size == 1 ? 0 : partition.firstPeer(at) / (double) (size - 1);
            return share.cumulative() ? (partition.lastPeer(at) + 1) / (double) size : (Object) before;
        }
        if (call instanceof WindowCall.Tile tile) {
            return tile(partition.size(), tile.buckets(), at);
        }
        if (call instanceof WindowCall.TileBy tile) {
            return tile(tile, partition, at);
        }
        if (call instanceof WindowCall.Shift shift) {
            return shifted(shift, partition, at);
        }
        if (call instanceof WindowCall.ShiftBy shift) {
            return shifted(shift, partition, at);
        }
        if (call instanceof WindowCall.Session session) {
            return session(session, partition, at);
        }
        if (call instanceof WindowCall.Nth nth) {
            int[] frame = frame(nth.frame(), partition, at);
            long index = nth.nth() > 0 ? nth.nth() - 1 : frame.length + nth.nth();
            return index < 0 || index >= frame.length ? null : partition.row(frame[(int) index])[nth.column()];
        }
        if (call instanceof WindowCall.NthBy nth) {
            int[] frame = frame(nth.frame(), partition, at);
            return partition.row(at)[nth.nth()] instanceof Number place && place.intValue() <= frame.length
                    ? partition.row(frame[place.intValue() - 1])[nth.column()]
                    : null;
        }
        if (call instanceof WindowCall.NthKnown nth) {
            List<Object> known = IntStream.of(frame(nth.frame(), partition, at))
                    .mapToObj(row -> Optional.ofNullable(partition.row(row)[nth.column()]))
                    .<Object>flatMap(Optional::stream)
                    .toList();
            long index = nth.nth() > 0 ? nth.nth() - 1 : known.size() + nth.nth();
            return index < 0 || index >= known.size() ? null : known.get((int) index);
        }
        WindowCall.Aggregated aggregated = (WindowCall.Aggregated) call;
        List<@Nullable Object[]> rows = IntStream.of(frame(aggregated.frame(), partition, at))
                .mapToObj(partition::row)
                .toList();
        return Folds.of(aggregated.call(), rows);
    }

    private static int tile(int size, int buckets, int at) {
        int large = size % buckets;
        int length = size / buckets;
        return at < large * (length + 1) ? at / (length + 1) + 1 : large + (at - large * (length + 1)) / length + 1;
    }

    private static @Nullable Object tile(WindowCall.TileBy tile, Partition partition, int at) {
        for (int first = 0; first <= at; first++) {
            if (partition.row(first)[tile.buckets()] instanceof Number buckets) {
                return tile(partition.size(), buckets.intValue(), at - first);
            }
        }
        return null;
    }

    private static @Nullable Object shifted(WindowCall.Shift shift, Partition partition, int at) {
        long other = at + shift.rows();
        if (other >= 0 && other < partition.size()) {
            return partition.row((int) other)[shift.column()];
        }
        return shift.otherwise() < 0 ? null : partition.row(at)[shift.otherwise()];
    }

    private static @Nullable Object shifted(WindowCall.ShiftBy shift, Partition partition, int at) {
        if (!(partition.row(at)[shift.rows()] instanceof Number rows)) {
            return null;
        }
        long distance = shift.back() ? -rows.longValue() : rows.longValue();
        return shifted(new WindowCall.Shift(shift.column(), distance, shift.otherwise(), shift.type()), partition, at);
    }

    private static long session(WindowCall.Session session, Partition partition, int at) {
        int step = session.end() ? 1 : -1;
        int index = at;
        while (index + step >= 0
                && index + step < partition.size()
                && Math.abs(time(session, partition, index + step) - time(session, partition, index))
                        < session.gapMicros()) {
            index += step;
        }
        long time = time(session, partition, index);
        return session.end() ? time + session.gapMicros() : time;
    }

    private static long time(WindowCall.Session session, Partition partition, int index) {
        Object time = partition.row(index)[session.time()];
        return time instanceof Long micros ? micros : Long.MIN_VALUE;
    }

    private static int[] frame(Frame frame, Partition partition, int at) {
        return IntStream.range(0, partition.size())
                .filter(i -> after(frame, frame.from(), partition, at, i, false))
                .filter(i -> after(frame, frame.to(), partition, at, i, true))
                .filter(i -> switch (frame.exclude()) {
                    case NONE -> true;
                    case CURRENT_ROW -> i != at;
                    case GROUP -> !partition.peers(i, at);
                    case TIES -> i == at || !partition.peers(i, at);
                })
                .toArray();
    }

    /** Whether row {@code i} is not before the bound, or where it is the end, not after it. */
    private static boolean after(Frame frame, Bound bound, Partition partition, int at, int i, boolean end) {
        long sign = switch (bound.side()) {
            case UNBOUNDED_PRECEDING, UNBOUNDED_FOLLOWING -> 2;
            case PRECEDING -> -1;
            case CURRENT -> 0;
            case FOLLOWING -> 1;
        };
        if (sign == 2) {
            return true;
        }
        int position = switch (frame.unit()) {
            case ROWS -> Long.compare(i, at + sign * bound.rows());
            case GROUPS -> Long.compare(partition.group(i), partition.group(at) + sign * bound.rows());
            case RANGE -> range(partition, at, i, sign, bound);
        };
        return end ? position <= 0 : position >= 0;
    }

    private static int range(Partition partition, int at, int i, long sign, Bound bound) {
        if (sign == 0 || partition.peers(at, i)) {
            return sign == 0 || (bound.months() == 0 && bound.distance().signum() == 0) || isNull(partition, at)
                    ? Interpreter.comparator(partition.keys).compare(partition.row(i), partition.row(at))
                    : -Long.signum(sign);
        }
        SortKey key = partition.keys.get(0);
        if (isNull(partition, at) || isNull(partition, i)) {
            return Interpreter.comparator(partition.keys).compare(partition.row(i), partition.row(at));
        }
        if (bound.months() != 0) {
            throw new UnsupportedOperationException("months are compared by the scripts");
        }
        BigDecimal difference =
                number(partition.row(i)[key.column()]).subtract(number(partition.row(at)[key.column()]));
        BigDecimal along = key.descending() ? difference.negate() : difference;
        return along.compareTo(bound.distance().multiply(BigDecimal.valueOf(sign)));
    }

    private static boolean isNull(Partition partition, int index) {
        return partition.row(index)[partition.keys.get(0).column()] == null;
    }

    private static BigDecimal number(@Nullable Object value) {
        return new BigDecimal(String.valueOf(value));
    }
}
