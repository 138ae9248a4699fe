package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The first rows of an ordered partition whose rows never leave; a row after them is forgotten. */
final class FirstPlaces {
    private final long count;
    private final TreeMap<Bytes, PlacedRow> rows = new TreeMap<>();
    private long weight;

    /** @param count how many are kept, a row that is there twice counting twice */
    FirstPlaces(long count) {
        this.count = count;
    }

    /** Whether a row with the sort key that was written comes after all that are kept, and there are enough of them. */
    boolean isBeyond(ByteOutput sortKey) {
        if (weight < count) {
            return false;
        }
        PlacedRow last = rows.lastEntry().getValue();
        return Arrays.compareUnsigned(sortKey.array(), 0, sortKey.length(), last.place(), 0, last.sortBytes()) > 0;
    }

    /** Whether the row is among the first now. */
    boolean add(PlacedRow row) {
        Bytes place = Bytes.wrap(row.place());
        if (weight >= count && place.compareTo(rows.lastKey()) > 0) {
            return false;
        }
        rows.merge(place, row, (a, b) -> a.withWeight(a.weight() + b.weight()));
        weight += row.weight();
        while (weight - rows.lastEntry().getValue().weight() >= count) {
            weight -= rows.pollLastEntry().getValue().weight();
        }
        return true;
    }

    int size() {
        return rows.size();
    }

    /** In order. */
    Collection<PlacedRow> rows() {
        return rows.values();
    }

    /** By rank, from 0: those from a rank to another, as far as there are rows. */
    List<PlacedRow> ranks(long from, long to) {
        List<PlacedRow> ranks = new ArrayList<>();
        long rank = 0;
        for (PlacedRow row : rows.values()) {
            for (long copy = 0; copy < row.weight() && rank < to; copy++, rank++) {
                if (rank >= from) {
                    ranks.add(row);
                }
            }
        }
        return ranks;
    }

    byte[] encoded() {
        ByteOutput out = new ByteOutput(64 * rows.size());
        for (PlacedRow row : rows.values()) {
            out.writeVarint(row.sortBytes());
            out.writeVarint(row.weight());
            out.writeBlock(row.place());
        }
        return out.toByteArray();
    }

    /** What {@link #encoded} made. */
    static FirstPlaces of(byte[] stored, long count) {
        FirstPlaces places = new FirstPlaces(count);
        ByteInput in = new ByteInput(stored);
        while (in.remaining() > 0) {
            int sortBytes = (int) in.readVarint();
            long weight = in.readVarint();
            PlacedRow row = new PlacedRow(in.readBlock(), sortBytes, weight);
            places.rows.put(Bytes.wrap(row.place()), row);
            places.weight += weight;
        }
        return places;
    }
}
