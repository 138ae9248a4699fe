package io.weirpool.e2e.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param header marks those that are no rows
 * @param appendedMillis when it came into a log
 * @param id that a client gave to a command
 * @param tick of a record of a log that only says the time
 */
@SuppressWarnings("ArrayRecordComponent")
record SimulatedRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String header,
        long appendedMillis,
        byte @Nullable [] id,
        @Nullable String tick) {
    SimulatedRecord(byte @Nullable [] key, byte @Nullable [] value, @Nullable String header) {
        this(key, value, header, 0, null, null);
    }
}
