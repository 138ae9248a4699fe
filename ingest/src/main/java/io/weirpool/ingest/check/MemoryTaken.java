package io.weirpool.ingest.check;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.limit.ByteBudget;

/**
 * Takes the memory of rows from the budget of all requests, the first row's by itself and then in larger steps, so that
 * requests at work at the same time do not meet at each row.
 */
final class MemoryTaken {
    /* Some hundred rows; what is taken and not used goes back with the rest at the end of the request. */
    private static final long STEP_BYTES = 32 * 1024;

    private final ByteBudget.Share share;
    private long left;
    private boolean first = true;

    MemoryTaken(ByteBudget.Share share) {
        this.share = share;
    }

    /** @throws WeirpoolException {@code LOG_BUSY} when it does not fit */
    void take(long bytes) {
        if (left < bytes) {
            long more = first ? bytes : Math.max(bytes, STEP_BYTES);
            if (!share.tryTake(more)) {
                throw new WeirpoolException(
                        ErrorCode.LOG_BUSY, "the rows of other requests fill the memory set aside for them");
            }
            left += more;
            first = false;
        }
        left -= bytes;
    }
}
