package io.weirpool.processor.operator;

import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends only those rows to {@link RisingRows} whose rank among all that rose between two flushes is wanted, each after the
 * row it was before. A row behind so many is not wanted among all rows either, and what it was before is pushed out by
 * them: it stood no better. It emits what {@link PartialRows} would.
 */
final class PartialRising implements HopInput {
    /** Rows held: at some 400 bytes each 4 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final Plan.TopN plan;
    private final long lastRank;
    private final RowKeys keys;
    private final KeyCodec groups;
    private final RowOrder order;
    private final KeyedOutput output;
    private final Map<Bytes, Map<Bytes, Risen>> held = new LinkedHashMap<>();
    private int rows;

    /** A group's row before the first change that is held, and after the last. Placed when they are sent: most are not. */
    private static final class Risen {
        private @Nullable Object @Nullable [] before;
        private @Nullable Object @Nullable [] now;
    }

    /** {@code column}: by which rows rise. */
    PartialRising(Plan.TopN plan, int column, KeyedOutput output) {
        this.plan = plan;
        this.lastRank = TopRows.lastRank(plan);
        this.keys = RowKeys.of(plan, 0);
        this.groups = KeyCodec.of(
                plan.input().rowType(),
                IntStream.range(0, plan.input().rowType().size())
                        .filter(i -> i != column)
                        .boxed()
                        .toList());
        this.order = new RowOrder(plan.input().rowType(), plan.order());
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        Map<Bytes, Risen> partition =
                held.computeIfAbsent(Bytes.wrap(keys.encode(change.row())), key -> new LinkedHashMap<>());
        rows -= partition.size();
        Risen group = partition.computeIfAbsent(Bytes.wrap(groups.encode(change.row())), key -> new Risen());
        rows += partition.size();
        if (change.weight() > 0) {
            group.now = change.row();
        } else if (group.now == null) {
            group.before = change.row();
        } else {
            group.now = null; // it came and went
        }
        if (rows >= ROWS_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        held.forEach((key, partition) -> flush(key.array(), partition.values()));
        held.clear();
        rows = 0;
    }

    private void flush(byte[] key, Collection<Risen> groups) {
        List<Rise> rises = new ArrayList<>();
        for (Risen group : groups) {
            if (group.now != null) {
                rises.add(new Rise(order.sortKey(group.now), group.before, group.now));
            } else if (group.before != null) {
                emit(key, group.before, -1); // what it is now comes after this flush
            }
        }
        for (Rise rise : wanted(rises)) {
            if (rise.before != null) {
                emit(key, rise.before, -1);
            }
            emit(key, rise.now, 1);
        }
    }

    private void emit(byte[] key, @Nullable Object[] row, long weight) {
        output.emit(key, PartialTop.encoded(order.place(row, weight)));
    }

    /** A group that has a row, and where that stands among others that are no peers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Rise(
            byte[] sortKey,
            @Nullable Object @Nullable [] before,
            @Nullable Object[] now) {
        boolean isPeerOf(Rise other) {
            return Arrays.equals(sortKey, other.sortKey);
        }
    }

    /** Those up to the last wanted rank, the first ones first. */
    private List<Rise> wanted(List<Rise> rises) {
        rises.sort((a, b) -> Arrays.compareUnsigned(a.sortKey, b.sortKey));
        int end = (int) Math.min(lastRank, rises.size());
        while (end > 0 && end < rises.size() && rises.get(end).isPeerOf(rises.get(end - 1))) {
            end++;
        }
        if (plan.ranking() == Ranking.RANK || end <= lastRank) {
            return rises.subList(0, end);
        }
        List<Rise> first = rises.subList(0, end); // of peers those whose own bytes come first
        first.sort(Comparator.comparing(rise -> order.place(rise.now, 1)));
        return first.subList(0, (int) lastRank);
    }
}
