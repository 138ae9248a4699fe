package io.weirpool.sink;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import io.weirpool.common.model.Name;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.batch.BreakerLimits;
import io.weirpool.sink.postgres.DatabaseConfig;
import java.time.Duration;

/**
 * Where the sink writes and what it follows.
 *
 * @param database PostgreSQL
 * @param limits of the batches
 * @param breaker when a view that fails is fed no more
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 */
public record SinkConfig(DatabaseConfig database, BatchLimits limits, BreakerLimits breaker, String catalogPrefix) {
    /** The same with the standard limits for views that fail. */
    public SinkConfig(DatabaseConfig database, BatchLimits limits, String catalogPrefix) {
        this(database, limits, BreakerLimits.STANDARD, catalogPrefix);
    }

    /** Two write live versions, two the others, two are left for claims, new views, swaps and gauges. */
    private static final int POOL_SIZE = 6;

    public SinkConfig {
        requireNonNull(database, "database");
        requireNonNull(limits, "limits");
        requireNonNull(breaker, "breaker");
        requireNonNull(catalogPrefix, "catalogPrefix");
    }

    /** As {@code dev} has it: readable views in {@code public}, standard limits. */
    public static SinkConfig of(String jdbcUrl, String user, String password, String catalogPrefix) {
        DatabaseConfig database = new DatabaseConfig(jdbcUrl, user, password, new Name("public"), POOL_SIZE);
        return new SinkConfig(database, BatchLimits.STANDARD, catalogPrefix);
    }

    /** The keys {@code database.*}, {@code sink.*} and {@code catalog.prefix}. */
    public static SinkConfig from(Settings settings) {
        BatchLimits standard = BatchLimits.STANDARD;
        Setting<String> url = SharedKeys.databaseUrl(settings);
        Setting<String> user = SharedKeys.databaseUser(settings);
        Setting<String> password = SharedKeys.databasePassword(settings);
        Setting<String> schema = SharedKeys.schema(settings);
        Setting<Integer> pool = settings.integer("sink.pool.size", POOL_SIZE)
                .between(2, 32)
                .means("Connections of the sink; each may run one transaction.");
        Setting<Integer> rows = settings.integer("sink.batch.rows.max", standard.rowsMax())
                .between(1, 50_000)
                .means("Rows of one transaction at most.");
        Setting<Long> bytes = settings.bytes("sink.batch.bytes.max", standard.bytesMax())
                .between(1L << 20, 256L << 20)
                .means("Bytes of one transaction at most.");
        Setting<Duration> age = settings.duration("sink.batch.age.max", standard.ageMax())
                .between(Duration.ZERO, Duration.ofSeconds(30))
                .means(
                        "How long changes are collected before they are written, when there are few; those of a backlog 10 ms"
                                + " at most.");
        BreakerLimits usual = BreakerLimits.STANDARD;
        Setting<Integer> letters = settings.integer("sink.breaker.letters.max", usual.lettersMax())
                .between(0, 10_000_000)
                .means("Dead letters of a live view within `sink.breaker.window`; with one more it is broken: its"
                        + " table stays as it is until `weirpool resume`. 0: never.");
        Setting<Duration> window = settings.duration("sink.breaker.window", usual.window())
                .between(Duration.ofSeconds(1), Duration.ofDays(1))
                .means("See `sink.breaker.letters.max`.");
        Setting<String> prefix = SharedKeys.catalogPrefix(settings);
        settings.rejectIfInvalid();
        DatabaseConfig database = new DatabaseConfig(
                SharedKeys.jdbc(url.value()), user.value(), password.value(), new Name(schema.value()), pool.value());
        return new SinkConfig(
                database,
                new BatchLimits(rows.value(), bytes.value(), age.value()),
                new BreakerLimits(letters.value(), window.value()),
                prefix.value());
    }
}
