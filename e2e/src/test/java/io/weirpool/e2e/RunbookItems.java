package io.weirpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.app.operate.Server;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table of items and two views over it, for runbooks: what is fed, and what the views must hold then. */
final class RunbookItems {
    static final String DEFINITIONS = """
        CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, price BIGINT NOT NULL) WITH ('partitions' = '1');
        CREATE MATERIALIZED VIEW item_seen AS SELECT id, price FROM item;
        CREATE MATERIALIZED VIEW total AS SELECT COUNT(*) AS n, SUM(price) AS price FROM item;
        """;
    static final Duration SOON = Duration.ofMinutes(4); // a busy machine; nothing is asserted on it

    private RunbookItems() {}

    interface Connecting {
        Connection connect() throws Exception;
    }

    static void apply(String url) throws IOException {
        Map<String, Object> files = Map.of("path", "item.sql", "text", DEFINITIONS);
        new Server(URI.create(url))
                .post(
                        "/v1/operate/apply",
                        new ObjectMapper().writeValueAsString(Map.of("pipeline", "main", "files", List.of(files))));
    }

    /** So many items from {@code first} on, at this price. */
    static void feed(String url, int first, int count, int price) throws Exception {
        List<Map<String, Integer>> rows = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            rows.add(Map.of("id", id, "price", price));
        }
        new Producer(url).accepted("/v1/tables/item", rows);
    }

    static void awaitTables(Connecting database, String n, String price) {
        await().ignoreExceptions().atMost(SOON).untilAsserted(() -> {
            try (Connection connection = database.connect()) {
                String wanted = "(%s,%s)".formatted(n, price);
                assertThat(Mirror.rows(connection, "SELECT n, price FROM total"))
                        .containsExactly(wanted);
                assertThat(Mirror.rows(connection, "SELECT count(*), sum(price) FROM item_seen"))
                        .containsExactly(wanted);
            }
        });
    }

    static void awaitProblem(Server server, String problem) {
        await().ignoreExceptions()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(server.get("/v1/operate/status?over=1")
                                .path("problems")
                                .toString())
                        .contains(problem));
    }

    static void awaitHealth(Server server) {
        await().ignoreExceptions()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.get("/v1/operate/status?over=1").path("problems"))
                                .isEmpty());
    }

    /** Whether a program of the system ended well; not, where there is none. */
    static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
