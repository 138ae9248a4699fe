package io.weirpool.ingest.limit;

import java.time.Duration;

/**
 * Every bound of the HTTP door. {@link #standard()} has the figures with their reasons; tests take smaller ones.
 *
 * @param objectBytesMax one object, and one line of NDJSON or element of an array
 * @param bodyBytesMax a whole body, decompressed
 * @param rowsMax rows of one request
 * @param requestHeaderBytesMax request line and headers; the URI alone is 414 past it, the headers 431
 * @param uriBytesMax path and query
 * @param gzipRatioMax decompressed bytes per compressed byte
 * @param headerTime longest time from the first byte of a request to the end of its headers
 * @param idle longest time without a byte, reading or writing
 * @param bodyGrace time in which a body may come as slowly as it likes
 * @param bodyBytesPerSecondMin average since its first byte that a body must keep after that
 * @param errorsListed places a problem lists; the rest are counted
 * @param bodiesBytesMax process-wide: bodies being read or checked, and their checked rows
 * @param inFlightBytesMax process-wide: records sent to Kafka and not yet acknowledged
 * @param blockingThreads handlers that may wait (reads) at once
 * @param blockingQueued requests that wait for such a thread; past them 503
 * @param connectionsMax open connections
 * @param drain longest wait for requests in progress at a stop
 */
public record Limits(
        int objectBytesMax,
        int bodyBytesMax,
        int rowsMax,
        int requestHeaderBytesMax,
        int uriBytesMax,
        int gzipRatioMax,
        Duration headerTime,
        Duration idle,
        Duration bodyGrace,
        int bodyBytesPerSecondMin,
        int errorsListed,
        long bodiesBytesMax,
        long inFlightBytesMax,
        int blockingThreads,
        int blockingQueued,
        int connectionsMax,
        Duration drain) {
    private static final int MIB = 1024 * 1024;

    /* Some hundred rows; a request that holds less is not kept waiting by those that hold more. */
    private static final long SMALL_BODY_BYTES = 64 * 1024;

    /** The figures of production and {@code dev}; those that count memory follow the heap. */
    public static Limits standard() {
        return ofHeap(Runtime.getRuntime().maxMemory());
    }

    static Limits ofHeap(long heapBytes) {
        return new Limits(
                MIB, // Kafka's customary record size; a larger row is a file, which belongs elsewhere
                16 * MIB, // 16 of the largest rows, or 100,000 of 160 bytes; a body is held in memory whole
                100_000, // what one answer can still be about: a second of work, and one budget reservation
                16 * 1024, // 8 KiB of URI and as much of headers; browsers and proxies send less than half
                8 * 1024, // what RFC 9110 asks servers to take
                100, // JSON of repeated rows compresses 10 to 50 times; a bomb 1,000 times
                Duration.ofSeconds(10), // headers are one packet; a phone's worst retransmission takes some seconds
                Duration.ofSeconds(30), // a stalled peer is gone; long enough for a mobile handover
                Duration.ofSeconds(10), // TCP slow start and a retransmission or two
                16 * 1024, // the largest body then takes 17 minutes at most; a modem of 2005 was faster
                20, // a person reads the first few; the rest usually have the same cause
                between(
                        heapBytes / 4,
                        32L * MIB,
                        256L * MIB), // a quarter of the heap; the collector moves what is held
                between(heapBytes / 8, 24L * MIB, 64L * MIB), // 64 MiB are 320,000 rows of 200 bytes: seconds of work
                32, // reads wait for PostgreSQL or a position: more threads than its connections, few enough to start
                128, // a queue four deep is answered within seconds, a longer one only hides the overload
                2_000, // half of the 4,096 descriptors a login usually has
                Duration.ofSeconds(4)); // the whole process has 10 s to stop
    }

    /** The memory of all bodies, of which large ones leave some to small ones. */
    public ByteBudget bodies() {
        return ByteBudget.withRoomForSmall(bodiesBytesMax, SMALL_BODY_BYTES);
    }

    private static long between(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
