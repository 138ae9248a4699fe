package io.weirpool.e2e;

import io.weirpool.embedded.EmbeddedKafka;
import io.weirpool.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A broker and a database that belong to nobody under test: in this JVM, while the roles are processes of their own. */
final class ExternalServers implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final Path config;

    private ExternalServers(EmbeddedKafka kafka, EmbeddedPostgres postgres, Path config) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.config = config;
    }

    static ExternalServers start(Path directory) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        Path config = directory.resolve("weirpool.yaml");
        Files.writeString(config, """
            kafka:
              bootstrap: %s
              replication: 1
              min:
                insync:
                  replicas: 1
            database:
              url: %s
              user: %s
              password: %s
            http:
              port: 0
            """.formatted(
                        kafka.bootstrapServers(), postgres.jdbcUrl(), postgres.user(), postgres.password()));
        return new ExternalServers(kafka, postgres, config);
    }

    /** Where the broker listens. */
    String kafka() {
        return kafka.bootstrapServers();
    }

    /** What all roles share. */
    Path config() {
        return config;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** The broker goes, and does not come back. */
    void stopKafka() {
        kafka.close();
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
