package io.weirpool.sql.oracle;

import io.weirpool.sql.plan.Ranking;
import io.weirpool.sql.plan.SortKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a partition in order. */
final class Partition {
    private final List<@Nullable Object[]> rows;
    private final Comparator<@Nullable Object[]> order;
    final List<SortKey> keys;

    Partition(List<@Nullable Object[]> rows, List<SortKey> keys) {
        this.keys = keys;
        this.order = Interpreter.comparator(keys);
        this.rows = rows.stream().sorted(order).toList();
    }

    int size() {
        return rows.size();
    }

    @Nullable Object[] row(int index) {
        return rows.get(index);
    }

    boolean peers(int a, int b) {
        return order.compare(rows.get(a), rows.get(b)) == 0;
    }

    int firstPeer(int index) {
        return IntStream.rangeClosed(0, index)
                .filter(i -> peers(i, index))
                .findFirst()
                .orElseThrow();
    }

    int lastPeer(int index) {
        return IntStream.range(index, size()).filter(i -> peers(i, index)).max().orElseThrow();
    }

    /** Which group of peers, from 0. */
    int group(int index) {
        return (int)
                IntStream.rangeClosed(1, index).filter(i -> !peers(i, i - 1)).count();
    }

    long rank(int index, Ranking ranking) {
        return switch (ranking) {
            case ROW_NUMBER -> index + 1;
            case RANK -> firstPeer(index) + 1;
            case DENSE_RANK -> group(index) + 1;
        };
    }
}
