package io.weirpool.e2e.simulation;

import org.jspecify.annotations.Nullable;

/** A record of a topic; {@code header} marks those that are no rows. */
@SuppressWarnings("ArrayRecordComponent")
record SimulatedRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String header) {}
