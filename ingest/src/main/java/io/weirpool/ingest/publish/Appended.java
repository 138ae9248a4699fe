package io.weirpool.ingest.publish;

import io.weirpool.common.model.Position;
import io.weirpool.common.topic.Receipt;

/**
 * Where commands are in the log.
 *
 * @param receipt the position just after them
 * @param first of each partition the offset of the first of them; between it and the receipt may be commands of others
 */
public record Appended(Receipt receipt, Position first) {
    /** Of no commands. */
    public static final Appended NOTHING = new Appended(new Receipt(Position.NONE), Position.NONE);
}
