package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What keys the rows on their way to one input of an operator: rows that must meet have the same bytes, whichever input
 * they go to. Thread-safe.
 *
 * <p>A row with NULL in a join key that is not null-safe meets no other. Where the operator has no use for such rows they
 * are not sent ({@link #matchesNothing}); where it has, they are keyed by the whole row, so that they spread over the
 * tasks.
 */
public final class RowKeys {
    private final RowCodec rows;
    private final KeyCodec meeting;
    private final KeyCodec alone;
    private final int[] required;
    private final boolean onlyMatches;

    private RowKeys(RowType type, List<Integer> columns, int[] required, boolean onlyMatches) {
        this.rows = RowCodec.of(type);
        this.meeting = KeyCodec.of(type, columns);
        this.alone = KeyCodec.of(type, all(type));
        this.required = required;
        this.onlyMatches = onlyMatches;
    }

    /**
     * The keys of one input.
     *
     * @param plan a join, set operation, top-n or window
     */
    public static RowKeys of(Plan plan, int port) {
        RowType type = plan.inputs().get(port).rowType();
        if (plan instanceof Plan.Join join) {
            boolean kept = join.kind() == JoinKind.FULL
                    || (port == 0 && (join.kind() == JoinKind.LEFT || join.kind() == JoinKind.ANTI));
            return joined(type, join.keys(), port, IntStream.empty(), !kept);
        }
        if (plan instanceof Plan.AsOfJoin join) {
            IntStream time = IntStream.of(port == 0 ? join.leftTime() : join.rightTime());
            return joined(type, join.keys(), port, time, port == 1 || !join.outer());
        }
        if (plan instanceof Plan.SetOperation) {
            return ofWholeRows(type);
        }
        if (plan instanceof Plan.TopN topN) {
            return of(type, topN.partition());
        }
        if (plan instanceof Plan.Window window) {
            return of(type, window.partition());
        }
        throw new IllegalArgumentException("no rows are kept for " + plan);
    }

    private static RowKeys joined(
            RowType type, List<JoinKey> keys, int port, IntStream otherRequired, boolean onlyMatches) {
        IntStream required = keys.stream().filter(key -> !key.nullSafe()).mapToInt(key -> column(key, port));
        return new RowKeys(
                type,
                keys.stream().map(key -> column(key, port)).toList(),
                IntStream.concat(required, otherRequired).toArray(),
                onlyMatches);
    }

    private static int column(JoinKey key, int port) {
        return port == 0 ? key.left() : key.right();
    }

    /** Of rows that meet when these columns are the same, NULL being a value. */
    public static RowKeys of(RowType type, List<Integer> columns) {
        return new RowKeys(type, columns, new int[0], false);
    }

    /** Of rows that meet when they are the same. */
    public static RowKeys ofWholeRows(RowType type) {
        return of(type, all(type));
    }

    private static List<Integer> all(RowType type) {
        return IntStream.range(0, type.size()).boxed().toList();
    }

    /** Equal for rows that must meet. */
    public byte[] encode(@Nullable Object[] row) {
        return meetsNone(row) ? alone.encode(row) : meeting.encode(row);
    }

    /** Appends what {@link #encode} returns. */
    void write(ByteOutput out, @Nullable Object[] row) {
        (meetsNone(row) ? alone : meeting).write(out, row);
    }

    /** Whether the operator makes nothing of the row because it cannot match: it need not be sent. */
    public boolean matchesNothing(@Nullable Object[] row) {
        return onlyMatches && meetsNone(row);
    }

    /** Whether the row has NULL where that equals nothing. */
    boolean meetsNone(@Nullable Object[] row) {
        for (int column : required) {
            if (row[column] == null) {
                return true;
            }
        }
        return false;
    }

    /** The form of the input's rows on the way. */
    public RowCodec rowCodec() {
        return rows;
    }
}
