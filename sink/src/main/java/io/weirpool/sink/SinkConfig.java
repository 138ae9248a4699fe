package io.weirpool.sink;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.model.Name;
import io.weirpool.sink.batch.BatchLimits;
import io.weirpool.sink.postgres.DatabaseConfig;
import java.time.Duration;

/**
 * Where the sink writes and what it follows.
 *
 * @param database PostgreSQL
 * @param limits of the batches
 * @param catalogPrefix the catalog topic is {@code <prefix>.catalog}
 */
public record SinkConfig(DatabaseConfig database, BatchLimits limits, String catalogPrefix) {
    /** Three write, one is left for claims, new views and gauges. */
    private static final int POOL_SIZE = 4;

    public SinkConfig {
        requireNonNull(database, "database");
        requireNonNull(limits, "limits");
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
        Setting<String> url = settings.text("database.url");
        Setting<String> user = settings.text("database.user");
        Setting<String> password = settings.secret("database.password");
        Setting<String> schema = settings.text("sink.schema", "public");
        Setting<Integer> pool = settings.integer("sink.pool.size", POOL_SIZE).between(2, 32);
        Setting<Integer> rows =
                settings.integer("sink.batch.rows.max", standard.rowsMax()).between(1, 50_000);
        Setting<Long> bytes =
                settings.bytes("sink.batch.bytes.max", standard.bytesMax()).between(1L << 20, 256L << 20);
        Setting<Duration> age = settings.duration("sink.batch.age.max", standard.ageMax())
                .between(Duration.ZERO, Duration.ofSeconds(30));
        Setting<String> prefix = settings.text("catalog.prefix", "weirpool");
        if (settings.has("sink.schema") && !Name.isValid(schema.value())) {
            settings.mistake("sink.schema", "is no name: lower-case letters, digits and _, beginning with a letter");
        }
        settings.rejectIfInvalid();
        DatabaseConfig database = new DatabaseConfig(
                jdbc(url.value()), user.value(), password.value(), new Name(schema.value()), pool.value());
        return new SinkConfig(database, new BatchLimits(rows.value(), bytes.value(), age.value()), prefix.value());
    }

    /** People also write it without {@code jdbc:}. */
    private static String jdbc(String url) {
        return url.startsWith("jdbc:") ? url : "jdbc:" + url;
    }
}
