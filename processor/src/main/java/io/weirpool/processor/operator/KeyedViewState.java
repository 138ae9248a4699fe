package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.processor.state.OrderedStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the rows of a view with a key, for plans in which several tasks produce a key's rows: takes -old and +new in any
 * order and emits the row that is left, or that none is.
 *
 * <p>Between a +new and its -old a key has two rows. The greater one's bytes decide which is shown until then, so that it
 * does not depend on who came first.
 */
public final class KeyedViewState {
    private final RowCodec codec;
    private final OrderedStore rows;
    private final OutcomeOutput output;
    private final Map<Bytes, Outcome> before = new LinkedHashMap<>();

    public KeyedViewState(RowCodec codec, OrderedStore rows, OutcomeOutput output) {
        this.codec = codec;
        this.rows = rows;
        this.output = output;
    }

    /** Changes how often a row stands under the key. Keys are prefix-free, as {@code KeyCodec}'s are. */
    public void apply(byte[] key, Change change) {
        before.computeIfAbsent(Bytes.wrap(key), k -> shown(k.array()));
        OrderedStore under = rows.under(key);
        byte[] row = codec.encode(change.row());
        byte[] stored = under.get(row);
        long weight = change.weight() + (stored == null ? 0 : new ByteInput(stored).readZigzag());
        under.put(row, weight == 0 ? null : encoded(weight));
    }

    private static byte[] encoded(long weight) {
        ByteOutput out = new ByteOutput(10);
        out.writeZigzag(weight);
        return out.toByteArray();
    }

    private Outcome shown(byte[] key) {
        try (OrderedStore.Cursor cursor = rows.under(key).scan(new byte[0], true)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                if (new ByteInput(entry.value()).readZigzag() > 0) {
                    return new Outcome.Present(codec.decode(entry.key()));
                }
            }
            return Outcome.absent();
        }
    }

    /** Emits every key whose row is another than at the last flush. */
    public void flush() {
        before.forEach((key, was) -> {
            Outcome now = shown(key.array());
            if (!now.equals(was)) {
                output.changed(key.array(), was, now);
            }
        });
        before.clear();
    }
}
