package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import io.weirpool.sql.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends only those rows to {@link FirstRows} that are among the first of all that came between two flushes: of an auction's
 * thousand bids between two commits ten travel. It emits what {@link PartialRows} would.
 */
final class PartialTop implements HopInput {
    /** Rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;

    private final RowKeys keys;
    private final RowOrder order;
    private final long last;
    private final KeyedOutput output;
    private final Map<Bytes, FirstPlaces> held = new LinkedHashMap<>();
    private int rows;

    PartialTop(Plan.TopN plan, KeyedOutput output) {
        this.keys = RowKeys.of(plan, 0);
        this.order = new RowOrder(plan.input().rowType(), plan.order());
        this.last = FirstRows.last(plan);
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        FirstPlaces places = held.computeIfAbsent(Bytes.wrap(keys.encode(change.row())), key -> new FirstPlaces(last));
        PlacedRow placed = order.placeAmong(places, change.row(), change.weight());
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
        held.forEach((key, places) -> places.rows().forEach(row -> output.emit(key.array(), encoded(row))));
        held.clear();
        rows = 0;
    }

    static byte[] encoded(PlacedRow placed) {
        byte[] row = placed.row();
        ByteOutput out = new ByteOutput(row.length + 11);
        out.writeByte(0);
        out.writeZigzag(placed.weight());
        out.writeBytes(row);
        return out.toByteArray();
    }
}
