package io.weirpool.processor.task;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way over a hop, many per record: version byte, kind, then for each row the stage, the
 * key and what the half of the operator before the hop made. A marker is a record of its own kind.
 */
final class HopBatch {
    private static final byte VERSION = 2;
    private static final byte ROWS = 0;
    private static final byte MARKER = 1;
    /*
     * Of one record. Kafka's own work per record is 2 to 3 us, of ours per row below 1: 64 KiB, some 600 rows, make it
     * vanish and stay far below the limit of a record.
     */
    private static final int RECORD_BYTES = 64 << 10;

    private final Hop hop;
    private final Emitter emitter;
    private final @Nullable ByteOutput[] partitions;

    HopBatch(Hop hop, Emitter emitter) {
        this.hop = hop;
        this.emitter = emitter;
        this.partitions = new ByteOutput[hop.partitions()];
    }

    /** For a stage, in the task of this partition. */
    void add(int partition, int stage, byte[] key, byte[] value) {
        ByteOutput out = partitions[partition];
        if (out == null) {
            out = begin(ROWS, 1024);
            partitions[partition] = out;
        }
        out.writeVarint(stage);
        out.writeBlock(key);
        out.writeBlock(value);
        if (out.length() >= RECORD_BYTES) {
            send(partition, out);
        }
    }

    /** Sends what is collected. */
    void flush() {
        for (int partition = 0; partition < partitions.length; partition++) {
            ByteOutput out = partitions[partition];
            if (out != null) {
                send(partition, out);
            }
        }
    }

    private void send(int partition, ByteOutput out) {
        partitions[partition] = null;
        emitter.toHop(hop, Outgoing.hop(partition, out.toByteArray()));
    }

    /** Tells every task after the hop how far this one is; after {@link #flush}. */
    void marker(String sender, Reached reached) {
        ByteOutput out = begin(MARKER, 256);
        out.writeVarint(hop.from());
        out.writeText(sender);
        reached.write(out);
        emitter.toHop(hop, Outgoing.hop(Outgoing.ALL, out.toByteArray()));
    }

    private static ByteOutput begin(byte kind, int capacity) {
        ByteOutput out = new ByteOutput(capacity);
        out.writeByte(VERSION);
        out.writeByte(kind);
        return out;
    }

    /** Takes apart what stands in a record of a hop. */
    interface Receiver {
        void row(int stage, byte[] key, byte[] value);

        /** {@code level}: of the sender. */
        void marker(int level, String sender, Reached reached);
    }

    static void read(byte[] record, Receiver receiver) {
        ByteInput in = new ByteInput(record);
        byte version = in.readByte();
        if (version != VERSION) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "hop record of version " + version);
        }
        if (in.readByte() == MARKER) {
            receiver.marker((int) in.readVarint(), in.readText(), Reached.read(in));
            return;
        }
        while (in.remaining() > 0) {
            receiver.row((int) in.readVarint(), in.readBlock(), in.readBlock());
        }
    }
}
