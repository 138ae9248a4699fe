package io.weirpool.bench.path;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The work: each line of an order counts for its customer, its product and its hour, and can be looked up with the product's
 * name. The same tables on both sides, by the same names.
 */
final class Shop {
    static final int PRODUCTS = 1_000;
    /** From here on a customer has one order, by which it is told when it can be read. */
    static final int CUSTOMERS = 10_000;

    static final String PATH = "/v1/streams/sale";
    static final String PRODUCTS_PATH = "/v1/tables/product";

    /** As Weirpool is told. */
    static final String DEFINITIONS = """
        CREATE TABLE product (product INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, category VARCHAR(20) NOT NULL);
        CREATE STREAM sale (
            id BIGINT NOT NULL, customer INTEGER NOT NULL, product INTEGER NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity > 0), amount DECIMAL(12, 2) NOT NULL, at TIMESTAMP(3) NOT NULL
        ) WITH (partitions = 2);
        CREATE MATERIALIZED VIEW per_customer AS
            SELECT customer, COUNT(*) AS n, SUM(amount) AS amount FROM sale GROUP BY customer;
        CREATE MATERIALIZED VIEW per_product AS
            SELECT product, COUNT(*) AS n, SUM(quantity) AS quantity, SUM(amount) AS amount FROM sale GROUP BY product;
        CREATE MATERIALIZED VIEW per_hour AS
            SELECT date_trunc('hour', at) AS hour, COUNT(*) AS n, SUM(amount) AS amount
            FROM sale GROUP BY date_trunc('hour', at);
        CREATE MATERIALIZED VIEW sold AS
            SELECT s.id, s.customer, s.product, p.name, p.category, s.quantity, s.amount, s.at
            FROM sale s JOIN product p ON p.product = s.product;
        CREATE INDEX ON sold (id);
        """;

    /** As PostgreSQL is told for the synchronous side; rows that change in place have room beside them. */
    static final String TABLES = """
        CREATE TABLE product (product integer PRIMARY KEY, name text NOT NULL, category text NOT NULL);
        CREATE TABLE per_customer (customer integer PRIMARY KEY, n bigint NOT NULL, amount numeric NOT NULL)
            WITH (fillfactor = 50);
        CREATE TABLE per_product (product integer PRIMARY KEY, n bigint NOT NULL, quantity bigint NOT NULL,
            amount numeric NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE per_hour (hour timestamp PRIMARY KEY, n bigint NOT NULL, amount numeric NOT NULL)
            WITH (fillfactor = 50);
        CREATE TABLE sold (id bigint PRIMARY KEY, customer integer NOT NULL, product integer NOT NULL, name text NOT NULL,
            category text NOT NULL, quantity integer NOT NULL, amount numeric NOT NULL, at timestamp(3) NOT NULL);
        """;

    /** Orders of these first lines that can be read, in their own table and in their customer's. */
    static final String READABLE = """
        SELECT i.id FROM unnest(?) i (id)
         WHERE EXISTS (SELECT FROM sold s WHERE s.id = i.id)
           AND EXISTS (SELECT FROM per_customer c WHERE c.customer = %d + i.id)
        """.formatted(CUSTOMERS);

    private Shop() {}

    /** All products, a JSON object a line. */
    static String products() {
        return IntStream.range(0, PRODUCTS)
                .mapToObj(product -> "{\"product\":%d,\"name\":\"product %d\",\"category\":\"category %d\"}"
                        .formatted(product, product, product % 20))
                .collect(Collectors.joining("\n"));
    }
}
