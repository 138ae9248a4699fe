package io.weirpool.processor.operator;

import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up the weights of equal rows before they are sent to the task that keeps their key, so that a row which came and
 * went between two commits does not travel. Where hardly any row meets an equal one they are sent as they come. {@link ArrivingRows} reads what it emits: the port as one byte, the weight,
 * the row.
 */
public final class PartialRows implements HopInput {
    /** Rows held: at some 300 bytes each 3 MB of heap for a task. */
    private static final int ROWS_MAX = 10_000;
    /** After so many rows it looks whether holding them was of use. */
    private static final int ROWS_TRIED = 4_096;
    /** Fewer than these met an equal one: holding costs more than it saves. */
    private static final int MET_MIN = ROWS_TRIED / 32;
    /** Rows sent as they come before holding is tried again; then things may have changed. */
    private static final int ROWS_PASSED = 16 * ROWS_TRIED;

    private final int port;
    private final RowKeys keys;
    private final KeyedOutput output;
    private final Map<Bytes, Held> held = new LinkedHashMap<>();
    private int tried;
    private int met;
    private int passed;

    private static final class Held {
        private final byte[] key;
        private long weight;

        Held(byte[] key) {
            this.key = key;
        }
    }

    /**
     * Rows to one input of an operator.
     *
     * @param port the number of the input, at most 255
     * @param keys of that input
     */
    public PartialRows(int port, RowKeys keys, KeyedOutput output) {
        this.port = port;
        this.keys = keys;
        this.output = output;
    }

    @Override
    public void apply(Change change) {
        if (keys.matchesNothing(change.row())) {
            return;
        }
        Bytes row = Bytes.wrap(keys.rowCodec().encode(change.row()));
        if (passed > 0) {
            passed--;
            output.emit(keys.encode(change.row()), encoded(row, change.weight()));
            return;
        }
        int before = held.size();
        held.computeIfAbsent(row, r -> new Held(keys.encode(change.row()))).weight += change.weight();
        met += held.size() == before ? 1 : 0;
        if (++tried == ROWS_TRIED) {
            passed = met < MET_MIN ? ROWS_PASSED : 0;
            tried = 0;
            met = 0;
        }
        if (held.size() >= ROWS_MAX || passed > 0) {
            flush();
        }
    }

    @Override
    public void flush() {
        held.forEach((row, sum) -> {
            if (sum.weight != 0) {
                output.emit(sum.key, encoded(row, sum.weight));
            }
        });
        held.clear();
    }

    private byte[] encoded(Bytes row, long weight) {
        ByteOutput out = new ByteOutput(row.length() + 11);
        out.writeByte(port);
        out.writeZigzag(weight);
        out.writeBytes(row.array());
        return out.toByteArray();
    }
}
