package io.weirpool.bench.path;

import io.weirpool.bench.load.OpenLoop;
import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.process.Spent;
import org.jspecify.annotations.Nullable;

/**
 * A run at one rate.
 *
 * @param side which, and how it is set
 * @param rate requests a second that were due
 * @param spent from the first request until all of them could be read
 * @param seen when orders could be read after their answer; null where that is before it
 * @param behindSeconds from the last answer until all could be read
 */
record Measured(
        String side,
        double rate,
        OpenLoop.Result result,
        Spent spent,
        Sightings.@Nullable Seen seen,
        double behindSeconds) {
    /** What a request may take at most, of 99 in 100. */
    static final double P99_MAX_MS = 100;
    /** A load is taken when this much of it is. */
    private static final double TAKEN = 0.97;

    double p99() {
        return result.millis(99);
    }

    /** Whether as many requests are done as are due. */
    boolean isTaken() {
        return result.perSecond() >= rate * TAKEN;
    }

    /** Whether the rate can be had. */
    boolean holds() {
        return p99() <= P99_MAX_MS && isTaken() && result.wrong().isEmpty();
    }
}
