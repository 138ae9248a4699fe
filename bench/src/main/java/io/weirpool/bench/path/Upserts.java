package io.weirpool.bench.path;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * An order's lines into the four tables, all or nothing, as a careful programmer writes it.
 *
 * <p>One statement for each table, whatever the lines; all four in one message, which the driver sends as one transaction with
 * its COMMIT, so that locks are held for one round trip and one flush of the log. Tables and their rows always in the same
 * order, so that two orders cannot block each other; the rows that most orders share last. Prepared once for each connection.
 */
final class Upserts {
    private static final int TRIES_MAX = 10;
    private static final int PAUSE_MAX_MS = 10;
    /** Serialization failure, deadlock. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    private static final String SQL = """
        INSERT INTO sold (id, customer, product, name, category, quantity, amount, at)
        SELECT s.id, s.customer, s.product, p.name, p.category, s.quantity, s.amount, s.at
          FROM unnest(?::bigint[], ?::integer[], ?::integer[], ?::integer[], ?::numeric[], ?::timestamp[])
               s (id, customer, product, quantity, amount, at)
          LEFT JOIN product p ON p.product = s.product;

        INSERT INTO per_customer AS t (customer, n, amount)
        SELECT * FROM unnest(?::integer[], ?::bigint[], ?::numeric[])
            ON CONFLICT (customer) DO UPDATE SET n = t.n + excluded.n, amount = t.amount + excluded.amount;

        INSERT INTO per_product AS t (product, n, quantity, amount)
        SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::numeric[])
            ON CONFLICT (product) DO UPDATE
            SET n = t.n + excluded.n, quantity = t.quantity + excluded.quantity, amount = t.amount + excluded.amount;

        INSERT INTO per_hour AS t (hour, n, amount)
        SELECT * FROM unnest(?::timestamp[], ?::bigint[], ?::numeric[])
            ON CONFLICT (hour) DO UPDATE SET n = t.n + excluded.n, amount = t.amount + excluded.amount
        """;

    private final DataSource database;

    /** @param database whose connections commit by themselves */
    Upserts(DataSource database) {
        this.database = database;
    }

    /**
     * Returns when it is committed.
     *
     * @throws SQLException nothing of it stands, unless the connection broke; a product that is not there is a NULL in
     *     {@code sold.name}
     */
    void add(List<Sale> lines) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                addOnce(lines);
                return;
            } catch (SQLException e) {
                if (tries == TRIES_MAX || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException cause) throws SQLException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, PAUSE_MAX_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    private void addOnce(List<Sale> lines) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            Parameters parameters = new Parameters(connection, statement);
            parameters.add("int8", each(lines, Sale::id));
            parameters.add("int4", each(lines, Sale::customer));
            parameters.add("int4", each(lines, Sale::product));
            parameters.add("int4", each(lines, Sale::quantity));
            parameters.add("numeric", each(lines, Sale::amount));
            parameters.add("text", each(lines, Sale::at));
            parameters.add("int4", Totals.by(Sale::customer, lines), false);
            parameters.add("int4", Totals.by(Sale::product, lines), true);
            parameters.add("text", Totals.by(sale -> sale.hour().toString(), lines), false);
            statement.execute();
        }
    }

    private static <T> Object[] each(Collection<T> of, Function<T, ?> value) {
        return of.stream().map(value).toArray();
    }

    /** Of the statement, in its order. */
    private static final class Parameters {
        private final Connection connection;
        private final PreparedStatement statement;
        private int number;

        Parameters(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void add(String type, Object[] values) throws SQLException {
            statement.setArray(++number, connection.createArrayOf(type, values));
        }

        void add(String keyType, SortedMap<?, Totals> totals, boolean withQuantity) throws SQLException {
            add(keyType, totals.keySet().toArray());
            add("int8", each(totals.values(), Totals::n));
            if (withQuantity) {
                add("int8", each(totals.values(), Totals::quantity));
            }
            add("numeric", each(totals.values(), Totals::amount));
        }
    }
}
