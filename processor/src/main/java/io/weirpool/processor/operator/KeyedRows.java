package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.model.Bytes;
import io.weirpool.processor.state.OrderedStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one input under their keys: how often each is there and, where that is kept, how many rows it matches.
 *
 * <p>A key's rows stand together in one entry while they are few, so that who asks for them reads one entry, and who asks for
 * those of a key that has none is told so without looking. Value: {@code 0}, then each row with its length before it, and its
 * count. Once they are many each stands by itself, under the key, {@code 1} and the row; the key's own entry is {@code 1} and
 * their number. A count is the weight and the matches.
 */
final class KeyedRows {
    private static final int CAPACITY = 64;
    /** Standing together: what is written again when one of them changes. */
    private static final int FEW_MAX = 8;

    private static final int FEW_BYTES_MAX = 1 << 10;

    private static final byte FEW = 0;
    private static final byte MANY = 1;
    private static final byte[] ALONE = {1};
    private static final byte[] ALL = {};

    private final OrderedStore store;
    private final RowCodec codec;

    /** What is kept of a row. */
    record Count(long weight, long matches) {
        static final Count NONE = new Count(0, 0);

        private static Count read(ByteInput in) {
            return new Count(in.readZigzag(), in.readZigzag());
        }

        private void write(ByteOutput out) {
            out.writeZigzag(weight);
            out.writeZigzag(matches);
        }
    }

    /** Takes a row that is kept. */
    @FunctionalInterface
    interface Visitor {
        void visit(@Nullable Object[] row, Count count);
    }

    KeyedRows(OrderedStore store, RowCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    void add(byte[] key, @Nullable Object[] row, long weight) {
        Count count = get(key, row);
        put(key, row, new Count(count.weight + weight, count.matches));
    }

    Count get(byte[] key, @Nullable Object[] row) {
        byte[] own = store.get(key);
        if (own == null) {
            return Count.NONE;
        }
        Bytes wanted = Bytes.wrap(codec.encode(row));
        if (own[0] == FEW) {
            return few(own).getOrDefault(wanted, Count.NONE);
        }
        byte[] alone = alone(key).get(wanted.array());
        return alone == null ? Count.NONE : Count.read(new ByteInput(alone));
    }

    void put(byte[] key, @Nullable Object[] row, Count count) {
        byte[] own = store.get(key);
        Bytes changed = Bytes.wrap(codec.encode(row));
        if (own != null && own[0] == MANY) {
            putAlone(key, own, changed, count);
            return;
        }
        Map<Bytes, Count> rows = own == null ? new LinkedHashMap<>() : few(own);
        if (count.weight == 0) {
            rows.remove(changed);
        } else {
            rows.put(changed, count);
        }
        byte[] together = together(rows);
        if (rows.isEmpty()) {
            store.put(key, null);
        } else if (rows.size() <= FEW_MAX && together.length <= FEW_BYTES_MAX) {
            store.put(key, together);
        } else {
            rows.forEach((each, of) -> alone(key).put(each.array(), encoded(of)));
            store.put(key, many(rows.size()));
        }
    }

    private void putAlone(byte[] key, byte[] own, Bytes row, Count count) {
        OrderedStore rows = alone(key);
        boolean wasThere = rows.get(row.array()) != null;
        boolean isThere = count.weight != 0;
        rows.put(row.array(), isThere ? encoded(count) : null);
        if (wasThere != isThere) {
            long left = number(own) + (isThere ? 1 : -1);
            store.put(key, left == 0 ? null : many(left));
        }
    }

    /** Gives all rows under the key; the visitor may change the counts of the row it is given. */
    void forEach(byte[] key, Visitor visitor) {
        byte[] own = store.get(key);
        if (own == null) {
            return;
        }
        if (own[0] == FEW) {
            few(own).forEach((row, count) -> visitor.visit(codec.decode(row.array()), count));
        } else {
            alone(key)
                    .forEach(
                            ALL,
                            entry ->
                                    visitor.visit(codec.decode(entry.key()), Count.read(new ByteInput(entry.value()))));
        }
    }

    private OrderedStore alone(byte[] key) {
        return store.under(key).under(ALONE);
    }

    private static Map<Bytes, Count> few(byte[] own) {
        Map<Bytes, Count> rows = new LinkedHashMap<>();
        ByteInput in = new ByteInput(own, 1, own.length);
        while (in.remaining() > 0) {
            rows.put(Bytes.wrap(in.readBlock()), Count.read(in));
        }
        return rows;
    }

    private static byte[] together(Map<Bytes, Count> rows) {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeByte(FEW);
        rows.forEach((row, count) -> {
            out.writeBlock(row.array());
            count.write(out);
        });
        return out.toByteArray();
    }

    private static byte[] many(long number) {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeByte(MANY);
        out.writeVarint(number);
        return out.toByteArray();
    }

    private static long number(byte[] own) {
        return new ByteInput(own, 1, own.length).readVarint();
    }

    private static byte[] encoded(Count count) {
        ByteOutput out = new ByteOutput(CAPACITY);
        count.write(out);
        return out.toByteArray();
    }
}
