package io.weirpool.bench.path;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.bench.load.Sightings;
import io.weirpool.bench.process.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synchronous side's work is right, and what would be lost on either side is found. */
class SynchronousSideTest {
    private static final int LINES = 3;

    @TempDir
    private static Path directory;

    private static Postgres postgres;
    private Postgres.Database database;
    private Tables tables;

    @BeforeAll
    static void start() {
        postgres = Postgres.start(directory.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database = postgres.create("path");
        execute(Shop.TABLES);
        execute(Sides.PRODUCTS);
        tables = new Tables(database);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Pool pool(int size) {
        return new Pool(database.url(), database.user(), database.password(), size);
    }

    private static List<Sale> order(Orders orders, long number) throws IOException {
        return Sale.read(orders.body(number).getBytes(US_ASCII));
    }

    private static Orders orders(int hours) {
        return new Orders(LINES, hours, 0, 10, (line, nanos) -> {});
    }

    @Test
    void ordersAtOnceAddUpInEveryTable() throws Exception {
        int threads = 8;
        int each = 30;
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        try (Pool pool = pool(threads)) {
            Upserts upserts = new Upserts(pool.connections());
            Orders orders = orders(1);
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * each;
                done.add(clients.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        upserts.add(order(orders, first + i));
                    }
                    return null;
                }));
            }
            for (Future<?> client : done) {
                client.get();
            }
        } finally {
            clients.shutdown();
        }

        tables.check((long) threads * each * LINES, 0);
    }

    @Test
    void anOrderThatFailsLeavesNothing() throws Exception {
        try (Pool pool = pool(1)) {
            Upserts upserts = new Upserts(pool.connections());
            upserts.add(order(orders(168), 0));
            execute("ALTER TABLE per_hour ADD CHECK (hour < '2026-02-01')"); // the last statement of the message

            assertThatThrownBy(() -> upserts.add(Sale.read("""
                [{"id":77,"customer":1,"product":2,"quantity":3,"amount":"4.50","at":"2026-02-02T03:04:05.678"}]\
                """.getBytes(US_ASCII))))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> upserts.add(Sale.read("""
                [{"id":78,"customer":1,"product":99999,"quantity":3,"amount":"4.50","at":"2026-01-02T03:04:05.678"}]\
                """.getBytes(US_ASCII))))
                    .hasMessageContaining("\"name\"");
        }

        tables.check(LINES, 0);
    }

    @Test
    void aLostLineIsFound() throws Exception {
        try (Pool pool = pool(1)) {
            new Upserts(pool.connections()).add(order(orders(168), 0));
        }
        assertThatThrownBy(() -> tables.check(LINES + 1, 0)).hasMessageContaining("4 lines were accepted");

        execute("UPDATE per_product SET quantity = quantity + 1");
        assertThatThrownBy(() -> tables.check(LINES, 0)).hasMessageContaining("3 rows are wrong");
    }

    @Test
    void aReaderSeesAnOrderOnceItIsThere() throws Exception {
        try (Pool pool = pool(1);
                Sightings sightings = Sightings.start(database, Shop.READABLE)) {
            new Upserts(pool.connections()).add(order(orders(168), 0));
            sightings.accepted(0, System.nanoTime());
            Sightings.Seen seen = sightings.finish(Duration.ofMinutes(1));

            assertThat(seen.micros().getTotalCount()).isEqualTo(1);
            assertThat(seen.missing()).isZero();
        }
        try (Sightings sightings = Sightings.start(database, Shop.READABLE)) {
            sightings.accepted(30, System.nanoTime());

            assertThat(sightings.finish(Duration.ZERO).missing()).isEqualTo(1);
        }
    }
}
