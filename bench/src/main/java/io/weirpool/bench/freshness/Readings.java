package io.weirpool.bench.freshness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weirpool.bench.load.Requests;
import io.weirpool.bench.load.Shot;

/**
 * Readings of sensors at a rate, as a single row or a few together in NDJSON; now and then a single one whose way is watched.
 * Those have sensors of their own, and pass the filter.
 */
final class Readings implements Requests {
    static final String PATH = "/v1/streams/reading";
    static final String DEFINITIONS = """
        CREATE STREAM reading (
            id BIGINT NOT NULL, sensor INTEGER NOT NULL, value INTEGER NOT NULL, at TIMESTAMP(3) NOT NULL
        ) WITH (partitions = 2);
        CREATE MATERIALIZED VIEW per_sensor AS
            SELECT sensor, COUNT(*) AS n, MAX(id) AS newest, SUM(value) AS total,
                   COUNT(*) FILTER (WHERE value >= 90) AS high
            FROM reading GROUP BY sensor;
        CREATE MATERIALIZED VIEW high AS SELECT id, sensor, value, at FROM reading WHERE value >= 90;
        CREATE INDEX ON high (id);
        """;

    /** Above it rows come together. */
    private static final int POSTS_PER_SECOND_MAX = 1_000;
    /** About so many, at irregular times: each moment between two commits is met as often as another. */
    private static final int WATCHED_PER_SECOND = 50;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final int SENSORS = 10_000;
    /** Of watched readings: so many that two on their way hardly ever share one. */
    private static final int WATCHED_SENSORS = 10_007;

    /** Those of the ids that are in the filter's table. */
    static final String PASSED = "SELECT h.id FROM unnest(?) i (id) JOIN high h ON h.id = i.id";
    /** Those of the ids that the group's row has counted. */
    static final String COUNTED =
            "SELECT i.id FROM unnest(?) i (id) JOIN per_sensor s ON s.sensor = %d + i.id %% %d AND s.newest >= i.id"
                    .formatted(SENSORS, WATCHED_SENSORS);

    private final int postsPerSecond;
    private final int rows;
    private final int every;
    private final long first;
    private final Taken taken;

    /** Hears of watched readings when they are accepted. */
    @FunctionalInterface
    interface Taken {
        void accepted(long id, long nanos);
    }

    /**
     * Readings from an id on.
     *
     * @param perSecond rows
     * @param first id; those of later runs are greater
     */
    Readings(int perSecond, long first, Taken taken) {
        this.rows = (perSecond + POSTS_PER_SECOND_MAX - 1) / POSTS_PER_SECOND_MAX;
        this.postsPerSecond = Math.max(1, perSecond / rows);
        this.every = Math.max(1, postsPerSecond / WATCHED_PER_SECOND);
        this.first = first;
        this.taken = taken;
    }

    int postsPerSecond() {
        return postsPerSecond;
    }

    /** After so many posts. */
    long next(long posts) {
        return first + posts * rows;
    }

    private boolean isWatched(long number) {
        return Math.floorMod((number * MIX) >>> 32, every) == 0;
    }

    @Override
    public Shot shot(long number) {
        long id = next(number);
        if (isWatched(number)) {
            return Shot.post(PATH, "application/json", bytes(row(id, SENSORS + id % WATCHED_SENSORS, 99)), 1);
        }
        if (rows == 1) {
            return Shot.post(PATH, "application/json", bytes(row(id)), 1);
        }
        StringBuilder lines = new StringBuilder(rows * 80);
        for (int i = 0; i < rows; i++) {
            lines.append(row(id + i)).append('\n');
        }
        return Shot.post(PATH, "application/x-ndjson", bytes(lines.toString()), rows);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    static String row(long id) {
        return row(id, id * 7919 % SENSORS, id * 37 % 100);
    }

    private static String row(long id, long sensor, long value) {
        StringBuilder row = new StringBuilder(90);
        row.append("{\"id\":")
                .append(id)
                .append(",\"sensor\":")
                .append(sensor)
                .append(",\"value\":")
                .append(value);
        row.append(",\"at\":\"2026-01-02T03:").append(10 + id % 50).append(":30.123\"}");
        return row.toString();
    }

    @Override
    public void answered(long number, Shot shot, long nanos) {
        if (isWatched(number)) {
            taken.accepted(next(number), nanos);
        }
    }
}
