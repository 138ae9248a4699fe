package io.weirpool.processor.operator;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kind of join shows of pairs of rows, and of rows by themselves; ports are 0 the left and 1 the right. */
final class JoinShape {
    private final JoinKind kind;
    private final int leftColumns;
    private final int rightColumns;
    private final @Nullable RowFunction residual;

    JoinShape(Plan.Join plan) {
        this.kind = plan.kind();
        this.leftColumns = plan.left().rowType().size();
        this.rightColumns = plan.right().rowType().size();
        this.residual = plan.residual().isEmpty() ? null : ExpressionCompiler.compile(plan.residual(), List.of());
    }

    /** Whether pairs are shown. */
    boolean pairs() {
        return kind == JoinKind.INNER || kind == JoinKind.LEFT || kind == JoinKind.FULL;
    }

    /** Whether rows of this input are shown by themselves with a match, or without one. */
    boolean single(int port) {
        return single(port, true) || single(port, false);
    }

    /** Whether a row of this input is shown by itself when it has a match, or has none. */
    boolean single(int port, boolean matched) {
        return switch (kind) {
            case INNER -> false;
            case LEFT, ANTI -> port == 0 && !matched;
            case FULL -> !matched;
            case SEMI -> port == 0 && matched;
        };
    }

    @Nullable Object[] pair(int port, @Nullable Object[] row, @Nullable Object[] other) {
        @Nullable Object[] pair = new Object[leftColumns + rightColumns];
        System.arraycopy(port == 0 ? row : other, 0, pair, 0, leftColumns);
        System.arraycopy(port == 0 ? other : row, 0, pair, leftColumns, rightColumns);
        return pair;
    }

    /** The row by itself, with NULLs for the other input where the join shows pairs. */
    @Nullable Object[] single(int port, @Nullable Object[] row) {
        if (!pairs()) {
            return row;
        }
        @Nullable Object[] padded = new Object[leftColumns + rightColumns];
        System.arraycopy(row, 0, padded, port == 0 ? 0 : leftColumns, row.length);
        return padded;
    }

    /**
     * Whether two rows under one key match. Where that cannot be computed they do not, and the failure is told as often as
     * the pair is there: of the pair, or of its left row where the join shows no pairs.
     */
    boolean matches(@Nullable Object[] pair, long weight, ChangeOutput output) {
        if (residual == null) {
            return true;
        }
        try {
            return residual.apply(pair) != null;
        } catch (ExpressionFailure e) {
            output.failed(pairs() ? pair : Arrays.copyOf(pair, leftColumns), weight, e);
            return false;
        }
    }
}
