package io.weirpool.sink.batch;

import java.time.Duration;

/**
 * When a live version that fails on its commands is fed no more.
 *
 * @param lettersMax dead letters of a version within {@code window}; one more breaks it. 0: never
 * @param window from now back
 */
public record BreakerLimits(int lettersMax, Duration window) {
    /** 167 a second: a command now and then that a view cannot compute is far below, a broken producer or view far above. */
    public static final BreakerLimits STANDARD = new BreakerLimits(10_000, Duration.ofMinutes(1));

    public BreakerLimits {
        if (lettersMax < 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("breaker " + lettersMax + " within " + window);
        }
    }
}
