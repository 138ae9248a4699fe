package io.weirpool.sink.postgres;

import io.weirpool.common.model.Name;

/**
 * How to reach PostgreSQL.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without user and password
 * @param password never logged
 * @param schema where the readable views are
 * @param poolSize connections; each may run one transaction
 */
public record DatabaseConfig(String jdbcUrl, String user, String password, Name schema, int poolSize) {
    public DatabaseConfig {
        if (poolSize < 1) {
            throw new IllegalArgumentException("pool of " + poolSize);
        }
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
