package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Change;
import io.weirpool.sql.plan.Plan;

/**
 * Sends only those rows to {@link FirstRows} that are among the first of all that came between two flushes: of an auction's
 * thousand bids between two commits ten travel. A row travels with its sort key, so that nobody makes it again: the port as one
 * byte, the weight, the sort key's length, the place.
 */
final class PartialTop implements HopInput {
    /** Rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final RowKeys keys;
    private final RowOrder order;
    private final long last;
    private final KeyedOutput output;
    private final ByKey<FirstPlaces> held = new ByKey<>();
    private final ByteOutput key = new ByteOutput(64);
    private final ByteOutput placing = new ByteOutput(128);
    private int rows;

    PartialTop(Plan.TopN plan, KeyedOutput output) {
        this.keys = RowKeys.of(plan, 0);
        this.order = new RowOrder(plan.input().rowType(), plan.order());
        this.last = FirstRows.last(plan);
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        key.reset();
        keys.write(key, change.row());
        FirstPlaces places = held.get(key);
        if (places == null) {
            places = new FirstPlaces(last);
            held.put(key, places);
        }
        PlacedRow placed = order.placeAmong(places, change.row(), change.weight(), placing);
        if (placed == null) {
            return;
        }
        rows -= places.size();
        places.add(placed);
        rows += places.size();
        if (rows >= ROWS_MAX) {
            flush();
        }
    }

    @Override
    public void flush() {
        held.forEach((partition, places) -> places.rows().forEach(row -> output.emit(partition, encoded(row))));
        held.clear();
        rows = 0;
    }

    private static byte[] encoded(PlacedRow placed) {
        byte[] place = placed.place();
        ByteOutput out = new ByteOutput(place.length + 16);
        out.writeByte(0);
        out.writeZigzag(placed.weight());
        out.writeVarint(placed.sortBytes());
        out.writeBytes(place);
        return out.toByteArray();
    }
}
