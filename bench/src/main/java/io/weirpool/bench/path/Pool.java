package io.weirpool.bench.path;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connections of the synchronous service; how many there are can change between runs. Thread-safe. */
final class Pool implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private volatile HikariDataSource connections;

    Pool(String url, String user, String password, int size) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.connections = open(size);
    }

    private HikariDataSource open(int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("synchronous");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size); // and as many idle ones: a pool of fixed size, as Hikari advises
        return new HikariDataSource(config);
    }

    HikariDataSource connections() {
        return connections;
    }

    /** Whoever has a connection keeps it to his end. */
    void resize(int size) {
        HikariDataSource before = connections;
        connections = open(size);
        before.close();
    }

    @Override
    public void close() {
        connections.close();
    }
}
