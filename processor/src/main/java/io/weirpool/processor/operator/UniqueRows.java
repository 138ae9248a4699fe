package io.weirpool.processor.operator;

import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of a view's keys where all changes of a key come from one operator of the same task, and each of its
 * flushes leaves the key one row at most: then what left is what was shown, and nothing needs to be kept.
 */
public final class UniqueRows implements RowOperator {
    /** Changed keys held: at some 400 bytes each 13 MB of heap for a task; as many as {@link FirstRows} holds. */
    private static final int KEYS_MAX = 32_000;

    private final OutcomeOutput output;
    private final Map<Bytes, Weighted> changed = new LinkedHashMap<>();

    /** Rows of a key and how often they came; few, as a row that came and went is forgotten. */
    private static final class Weighted {
        private final List<Row> rows = new ArrayList<>(2);

        void add(@Nullable Object[] values, long weight) {
            for (Iterator<Row> row = rows.iterator(); row.hasNext(); ) {
                Row known = row.next();
                if (Arrays.equals(known.values, values)) {
                    known.weight += weight;
                    if (known.weight == 0) {
                        row.remove();
                    }
                    return;
                }
            }
            rows.add(new Row(values, weight));
        }

        Outcome with(int sign) {
            Row found = null;
            for (Row row : rows) {
                if (Long.signum(row.weight) == sign) {
                    if (found != null) {
                        throw new IllegalStateException("a key has two rows at once");
                    }
                    found = row;
                }
            }
            return found == null ? Outcome.absent() : new Outcome.Present(found.values);
        }
    }

    private static final class Row {
        private final @Nullable Object[] values;
        private long weight;

        Row(@Nullable Object[] values, long weight) {
            this.values = values;
            this.weight = weight;
        }
    }

    public UniqueRows(OutcomeOutput output) {
        this.output = output;
    }

    /** Changes how often a row stands under the key. */
    @Override
    public void apply(int port, byte[] key, @Nullable Object[] row, long weight) {
        changed.computeIfAbsent(Bytes.wrap(key), k -> new Weighted()).add(row, weight);
    }

    /** Whether it holds so many changes that it should be flushed, once the operator before is not emitting any more. */
    public boolean isFull() {
        return changed.size() >= KEYS_MAX;
    }

    /** Emits every key whose row is another than at the last flush; between two flushes of the operator before. */
    @Override
    public void flush() {
        changed.forEach((key, rows) -> {
            if (!rows.rows.isEmpty()) {
                output.changed(key.array(), rows.with(-1), rows.with(1));
            }
        });
        changed.clear();
    }
}
