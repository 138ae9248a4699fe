package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.state.OrderedStore.Entry;
import java.util.Arrays;

/**
 * A row at its place in an ordered partition. The place is the sort key's bytes ({@link RowOrder}), then the row's; as an
 * entry of a store the place is the key, the value how long the sort key is and how often the row is there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record PlacedRow(byte[] place, int sortBytes, long weight) implements Comparable<PlacedRow> {
    private static final int CAPACITY = 16;

    static PlacedRow of(Entry entry) {
        ByteInput in = new ByteInput(entry.value());
        return new PlacedRow(entry.key(), (int) in.readVarint(), in.readZigzag());
    }

    PlacedRow withWeight(long other) {
        return new PlacedRow(place, sortBytes, other);
    }

    byte[] value() {
        ByteOutput out = new ByteOutput(CAPACITY);
        out.writeVarint(sortBytes);
        out.writeZigzag(weight);
        return out.toByteArray();
    }

    /** The weight that an entry's value holds. */
    static long weight(byte[] value) {
        ByteInput in = new ByteInput(value);
        in.readVarint();
        return in.readZigzag();
    }

    /** Equal for peers. */
    byte[] sortKey() {
        return Arrays.copyOf(place, sortBytes);
    }

    /** The row as {@code RowCodec} has it. */
    byte[] row() {
        return Arrays.copyOfRange(place, sortBytes, place.length);
    }

    /** By place. */
    @Override
    public int compareTo(PlacedRow other) {
        return Arrays.compareUnsigned(place, other.place);
    }

    boolean isPeerOf(PlacedRow other) {
        return Arrays.equals(place, 0, sortBytes, other.place, 0, other.sortBytes);
    }
}
