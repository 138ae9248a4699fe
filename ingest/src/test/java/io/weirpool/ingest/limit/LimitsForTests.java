package io.weirpool.ingest.limit;

import java.time.Duration;

/** Limits that tests reach in a moment. */
public final class LimitsForTests {
    private LimitsForTests() {}

    /** Times of a second, so that slow clients are cut while a test waits. */
    public static Limits quick() {
        return limits(
                Duration.ofSeconds(1),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(1),
                Limits.standard().inFlightBytesMax());
    }

    /** So many bytes on their way to Kafka. */
    public static Limits inFlight(long bytesMax) {
        Limits real = Limits.standard();
        return limits(real.headerTime(), real.idle(), real.bodyGrace(), bytesMax);
    }

    private static Limits limits(Duration headerTime, Duration idle, Duration bodyGrace, long inFlightBytesMax) {
        Limits real = Limits.standard();
        return new Limits(
                real.objectBytesMax(),
                real.bodyBytesMax(),
                real.rowsMax(),
                real.requestHeaderBytesMax(),
                real.uriBytesMax(),
                real.gzipRatioMax(),
                headerTime,
                idle,
                bodyGrace,
                real.bodyBytesPerSecondMin(),
                real.errorsListed(),
                real.bodiesBytesMax(),
                inFlightBytesMax,
                real.blockingThreads(),
                real.blockingQueued(),
                real.connectionsMax(),
                real.drain());
    }
}
