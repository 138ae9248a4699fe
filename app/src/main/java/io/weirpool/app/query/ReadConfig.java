package io.weirpool.app.query;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.config.Setting;
import io.weirpool.common.config.Settings;
import io.weirpool.common.config.SharedKeys;
import io.weirpool.common.model.Name;
import java.time.Duration;

/**
 * Where the tables are and how long a read may take.
 *
 * @param jdbcUrl without user and password
 * @param schema the readable views are in
 * @param connections at most; each may hold one read
 * @param queryTimeout of the statement of one page
 * @param receiptTimeout how long {@code at_least} may wait
 */
public record ReadConfig(
        String jdbcUrl,
        String user,
        String password,
        Name schema,
        int connections,
        Duration queryTimeout,
        Duration receiptTimeout) {
    public ReadConfig {
        requireNonNull(jdbcUrl, "jdbcUrl");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(schema, "schema");
        if (connections < 1) {
            throw new IllegalArgumentException("connections " + connections);
        }
    }

    /** The keys {@code database.*}, {@code sink.schema} and {@code reads.*}. */
    public static ReadConfig from(Settings settings) {
        Setting<String> url = SharedKeys.databaseUrl(settings);
        Setting<String> user = SharedKeys.databaseUser(settings);
        Setting<String> password = SharedKeys.databasePassword(settings);
        Setting<String> schema = SharedKeys.schema(settings);
        Setting<Integer> connections = settings.integer("reads.connections", 8)
                .between(1, 200)
                .means("Connections for reads; each may hold one.");
        Setting<Duration> query = settings.duration("reads.timeout", Duration.ofSeconds(10))
                .between(Duration.ofMillis(100), Duration.ofMinutes(10))
                .means("Time of the query of one page; past it the answer is 504 `query-timeout`.");
        Setting<Duration> receipt = settings.duration("reads.at-least.timeout", Duration.ofSeconds(10))
                .between(Duration.ofMillis(100), Duration.ofMinutes(10))
                .means("How long a read with `at_least=` waits for its receipt; past it the answer is 504"
                        + " `wait-timeout`.");
        settings.rejectIfInvalid();
        return new ReadConfig(
                SharedKeys.jdbc(url.value()),
                user.value(),
                password.value(),
                new Name(schema.value()),
                connections.value(),
                query.value(),
                receipt.value());
    }

    /** As {@code dev} has it: a handful of readers, ten seconds. */
    public static ReadConfig of(String jdbcUrl, String user, String password) {
        Duration tenSeconds = Duration.ofSeconds(10);
        return new ReadConfig(jdbcUrl, user, password, new Name("public"), 4, tenSeconds, tenSeconds);
    }

    /** The same with so many connections. */
    ReadConfig withConnections(int wanted) {
        return new ReadConfig(jdbcUrl, user, password, schema, wanted, queryTimeout, receiptTimeout);
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "ReadConfig[" + jdbcUrl + ", user " + user + ", schema " + schema + "]";
    }
}
