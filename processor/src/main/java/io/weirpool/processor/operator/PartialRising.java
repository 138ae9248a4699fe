package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.ArrayList;
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
    /** Rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final Plan.TopN plan;
    private final long lastRank;
    private final RowKeys keys;
    private final KeyCodec groups;
    private final RowOrder order;
    private final RowCodec codec;
    private final KeyedOutput output;
    private final ByKey<Risen> held = new ByKey<>();
    private final Map<Bytes, List<Risen>> partitions = new LinkedHashMap<>();
    private final ByteOutput written = new ByteOutput(64);

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
        this.codec = RowCodec.of(plan.input().rowType());
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        written.reset();
        groups.write(written, change.row());
        Risen group = held.get(written);
        if (group == null) {
            group = new Risen();
            held.put(written, group);
            partitions
                    .computeIfAbsent(Bytes.wrap(keys.encode(change.row())), key -> new ArrayList<>())
                    .add(group);
        }
        if (change.weight() > 0) {
            group.now = change.row();
        } else if (group.now == null) {
            group.before = change.row();
        } else {
            group.now = null; // it came and went
        }
        if (held.size() >= ROWS_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        partitions.forEach((key, groups) -> flush(key.array(), groups));
        partitions.clear();
        held.clear();
    }

    private void flush(byte[] key, List<Risen> groups) {
        FirstSortKeys first = new FirstSortKeys(lastRank);
        List<Rise> rises = new ArrayList<>();
        for (Risen group : groups) {
            if (group.now != null) {
                written.reset();
                order.writeSortKey(written, group.now);
                byte[] sortKey = first.add(written);
                if (sortKey != null) {
                    rises.add(new Rise(sortKey, group.before, group.now));
                }
            } else if (group.before != null) {
                emit(key, group.before, -1); // what it is now comes after this flush
            }
        }
        rises.removeIf(rise -> first.isBeyond(rise.sortKey, rise.sortKey.length));
        for (Rise rise : wanted(rises)) {
            if (rise.before != null) {
                emit(key, rise.before, -1);
            }
            emit(key, rise.now, 1);
        }
    }

    private void emit(byte[] key, @Nullable Object[] row, long weight) {
        ByteOutput out = new ByteOutput(128);
        out.writeByte(0);
        out.writeZigzag(weight);
        codec.encode(out, row);
        output.emit(key, out.toByteArray());
    }

    /** A group that has a row, and where that stands among others that are no peers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Rise(
            byte[] sortKey,
            @Nullable Object @Nullable [] before,
            @Nullable Object[] now) {}

    /** Of those up to the last wanted rank with all their peers: of peers those whose own bytes come first. */
    private List<Rise> wanted(List<Rise> rises) {
        if (plan.ranking() == Ranking.RANK || rises.size() <= lastRank) {
            return rises;
        }
        rises.sort(Comparator.comparing(rise -> order.place(rise.now, 1)));
        return rises.subList(0, (int) lastRank);
    }
}
