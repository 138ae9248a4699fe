package io.weirpool.bench.path;

import io.weirpool.bench.process.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What a reader finds in the four tables of one side. */
final class Tables {
    private static final long LOOK_MS = 50;

    /** The cheapest first: the others are asked for only when it is there. */
    private static final String LINES_OF_HOURS = "SELECT coalesce(sum(n), 0) FROM per_hour";

    private static final String LINES = """
        SELECT least(h, c, p, s), greatest(h, c, p, s)
          FROM (SELECT coalesce(sum(n), 0) FROM per_hour) a (h), (SELECT coalesce(sum(n), 0) FROM per_customer) b (c),
               (SELECT coalesce(sum(n), 0) FROM per_product) d (p), (SELECT count(*) FROM sold) e (s)
        """;

    /** Rows of totals that are not those of the lines. */
    private static final String WRONG = """
        SELECT (SELECT count(*) FROM (
                   SELECT customer, n, amount FROM per_customer
                   EXCEPT SELECT customer, count(*), sum(amount) FROM sold GROUP BY customer) x)
             + (SELECT count(*) FROM (
                   SELECT product, n, quantity, amount FROM per_product
                   EXCEPT SELECT product, count(*), sum(quantity), sum(amount) FROM sold GROUP BY product) x)
             + (SELECT count(*) FROM (
                   SELECT hour, n, amount FROM per_hour
                   EXCEPT SELECT date_trunc('hour', at), count(*), sum(amount) FROM sold GROUP BY 1) x)
             + (SELECT count(*) FROM sold s
                LEFT JOIN (SELECT i, 'product ' || i FROM generate_series(0, %d - 1) i) p (product, name) USING (product)
                WHERE p.name IS DISTINCT FROM s.name)
             + (SELECT count(*) - count(DISTINCT id) FROM sold)
        """.formatted(Shop.PRODUCTS);

    private final Postgres.Database database;

    Tables(Postgres.Database database) {
        this.database = database;
    }

    /** Waits until each of them holds so many lines, and says how long it took, in seconds. */
    double await(long lines, Duration atMost) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (number(statement, LINES_OF_HOURS) < lines || number(statement, LINES) < lines) {
                if (System.nanoTime() - begun > atMost.toNanos()) {
                    throw new IllegalStateException("%,d lines were accepted, and after %s the tables have %,d"
                            .formatted(lines, atMost, number(statement, LINES)));
                }
                Thread.sleep(LOOK_MS);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /**
     * Compares the tables with what was posted, and with each other.
     *
     * @param lines of orders that were accepted
     * @param unknown of orders without an answer, which may be there
     * @throws IllegalStateException something is lost, or there twice
     */
    void check(long lines, long unknown) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(LINES)) {
                row.next();
                long least = row.getLong(1);
                long most = row.getLong(2);
                if (least != most || least < lines || most > lines + unknown) {
                    throw new IllegalStateException(
                            "%,d lines were accepted, %,d have no answer, and the tables have from %,d to %,d"
                                    .formatted(lines, unknown, least, most));
                }
            }
            long wrong = number(statement, WRONG);
            if (wrong > 0) {
                throw new IllegalStateException("%,d rows are wrong".formatted(wrong));
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
