package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.processor.state.OrderedStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rows of a view with a key, for plans in which several tasks produce a key's rows: takes -old and +new in any
 * order and emits the row that is left, or that none is.
 *
 * <p>Between a +new and its -old a key has two rows. The greater one's bytes decide which is shown until then, so that it
 * does not depend on who came first. A row whose leaving overtook its coming is not there.
 *
 * <p>As a key has one row when nothing is in flight, all its rows stand in one entry: a commit costs a changed key one read
 * and one write. Value: for each row, least first, its weight and the row with its length before it.
 */
public final class KeyedViewState {
    /** Changed keys held: at some 500 bytes each 5 MB of heap for a task. */
    private static final int KEYS_MAX = 10_000;

    private final RowCodec codec;
    private final OrderedStore rows;
    private final OutcomeOutput output;
    private final Emission emission;
    private final Map<Bytes, Rows> changed = new LinkedHashMap<>();

    /** The rows of a key. */
    private static final class Rows {
        private final byte @Nullable [] stored;
        private final @Nullable Bytes before;
        private final NavigableMap<Bytes, Long> weights = new TreeMap<>();

        Rows(byte @Nullable [] stored) {
            this.stored = stored;
            if (stored != null) {
                ByteInput in = new ByteInput(stored);
                while (in.remaining() > 0) {
                    long weight = in.readZigzag();
                    weights.put(Bytes.wrap(in.readBlock()), weight);
                }
            }
            this.before = shown();
        }

        @SuppressWarnings("NullAway") // Map.merge removes the key for null
        void add(Bytes row, long weight) {
            weights.merge(row, weight, (a, b) -> a + b == 0 ? null : (Long) (a + b));
        }

        @Nullable Bytes shown() {
            for (Map.Entry<Bytes, Long> row : weights.descendingMap().entrySet()) {
                if (row.getValue() > 0) {
                    return row.getKey();
                }
            }
            return null;
        }

        byte @Nullable [] encoded() {
            if (weights.isEmpty()) {
                return null;
            }
            ByteOutput out = new ByteOutput(weights.firstKey().length() + 4);
            weights.forEach((row, weight) -> {
                out.writeZigzag(weight);
                out.writeBlock(row.array());
            });
            return out.toByteArray();
        }
    }

    public KeyedViewState(RowCodec codec, OrderedStore rows, OutcomeOutput output, Emission emission) {
        this.codec = codec;
        this.rows = rows;
        this.output = output;
        this.emission = emission;
    }

    /** Changes how often a row stands under the key. */
    public void apply(byte[] key, Change change) {
        changed.computeIfAbsent(Bytes.wrap(key), k -> new Rows(rows.get(key)))
                .add(Bytes.wrap(codec.encode(change.row())), change.weight());
        if (changed.size() >= KEYS_MAX) {
            flush();
        }
    }

    /** Emits every key whose row is another than at the last flush. */
    public void flush() {
        changed.forEach(this::flush);
        changed.clear();
    }

    private void flush(Bytes key, Rows held) {
        byte[] now = held.encoded();
        if (!Arrays.equals(now, held.stored)) {
            rows.put(key.array(), now);
        }
        Bytes shown = held.shown();
        if (emission == Emission.OF_CHANGES && !Objects.equals(shown, held.before)) {
            output.changed(key.array(), outcome(held.before), outcome(shown));
        }
    }

    /** Gives up the rows of keys that get no changes any more; emits them when that was waited for. */
    public void close(ClosedKeys closed) {
        closed.forEach(rows, entry -> {
            Bytes shown = new Rows(entry.value()).shown();
            if (emission == Emission.WHEN_CLOSED && shown != null) {
                output.changed(entry.key(), Outcome.absent(), outcome(shown));
            }
            rows.put(entry.key(), null);
        });
    }

    private Outcome outcome(@Nullable Bytes row) {
        return row == null ? Outcome.absent() : new Outcome.Present(codec.decode(row.array()));
    }
}
