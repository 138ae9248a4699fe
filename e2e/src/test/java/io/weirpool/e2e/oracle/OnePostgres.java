package io.weirpool.e2e.oracle;

import io.weirpool.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL of a test class's own, and a connection to it. */
final class OnePostgres implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Path directory;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Connection connection;

    Connection connection() {
        return Objects.requireNonNull(connection, "not started");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, SQLException {
        directory = Files.createTempDirectory("weirpool-oracle");
        EmbeddedPostgres started = EmbeddedPostgres.start(directory.resolve("postgres"));
        server = started;
        connection = DriverManager.getConnection(started.jdbcUrl(), started.user(), started.password());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, SQLException {
        connection().close();
        Objects.requireNonNull(server).close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
