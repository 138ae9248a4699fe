package io.weirpool.ingest.publish;

import org.jspecify.annotations.Nullable;

/**
 * A checked command in the form the log holds.
 *
 * @param partition of the log
 * @param key canonical JSON of the key columns; null for a source without
 * @param value the row as JSON; null for a delete
 * @param id that the client gave it, UTF-8; null where none
 * @param time of a row of a stream with a watermark, in microseconds since 1970; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed to Kafka once, never compared
public record Command(
        int partition,
        byte @Nullable [] key,
        byte @Nullable [] value,
        byte @Nullable [] id,
        @Nullable Long time) {
    /* What a record costs beside its bytes, in Kafka's format and in objects of ours and the producer's. */
    private static final int OVERHEAD_BYTES = 150;

    /** What it holds of memory until it is acknowledged, estimated. */
    public long bytes() {
        return OVERHEAD_BYTES
                + (id == null ? 0L : id.length)
                + (key == null ? 0L : key.length)
                + (value == null ? 0L : value.length);
    }
}
