package io.weirpool.processor.flow;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets records gather between the polls of a flow that stands by, since each poll, and what follows from it, costs the same
 * for one record as for a thousand. Not when none came, as there is nothing to gather and a rebalance may be under way, and not
 * when a poll brought all it may, as there are more. Used by the consumer's thread.
 */
final class Gathering {
    /** A rollback waits that long at most before the flow is awake. */
    private static final long REST_MS = 500;

    private final BooleanSupplier standsBy;
    private final Sleep sleep;
    private int came;

    /** Waits. */
    @FunctionalInterface
    interface Sleep {
        void sleep(long millis) throws InterruptedException;
    }

    /** @param standsBy whether nobody waits for the flow */
    Gathering(BooleanSupplier standsBy) {
        this(standsBy, TimeUnit.MILLISECONDS::sleep);
    }

    Gathering(BooleanSupplier standsBy, Sleep sleep) {
        this.standsBy = standsBy;
        this.sleep = sleep;
    }

    /** Before a poll. */
    void await() {
        if (came == 0 || came >= FlowSettings.POLL_RECORDS_MAX || !standsBy.getAsBoolean()) {
            return;
        }
        try {
            sleep.sleep(REST_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the flow is being stopped
        }
    }

    /** A poll brought so many records. */
    void came(int records) {
        came = records;
    }
}
