package io.weirpool.e2e;

import static io.weirpool.e2e.RunbookItems.apply;
import static io.weirpool.e2e.RunbookItems.awaitHealth;
import static io.weirpool.e2e.RunbookItems.awaitTables;
import static io.weirpool.e2e.RunbookItems.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.app.operate.Server;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role works on a broker that wants TLS and a password, and on a PostgreSQL that wants TLS. */
class SecuredServersTest {
    private static final String ENCRYPTED =
            "SELECT count(*) > 3, bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL";

    @TempDir
    private Path directory;

    @Test
    void rolesWorkOverTlsWithAPassword() throws Exception {
        try (SecuredServers servers = SecuredServers.start(directory);
                RoleProcess ingest = RoleProcess.start("ingest", servers.config(), directory.resolve("ingest"));
                RoleProcess sink = RoleProcess.start("sink", servers.config(), directory.resolve("sink"));
                RoleProcess processor =
                        RoleProcess.start("processor", servers.config(), directory.resolve("processor"))) {
            apply(ingest.awaitReady().url());
            processor.awaitReady();
            sink.awaitReady();
            feed(ingest.url(), 0, 200, 10);
            awaitTables(servers::connect, "200", "2000");
            awaitHealth(new Server(URI.create(ingest.url())));

            assertThatThrownBy(servers::connectInTheClear)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no encryption");
            try (Connection connection = servers.connect()) {
                assertThat(Mirror.rows(connection, ENCRYPTED)).isEqualTo(List.of("(t,t)"));
            }
        }
    }
}
