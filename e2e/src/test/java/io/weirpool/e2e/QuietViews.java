package io.weirpool.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Views of every kind of operator, and updates of what they are over that leave each of their rows as it was. */
final class QuietViews {
    private static final int ROWS = 24;
    private static final int KINDS = 3;
    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("filtered", "SELECT id, kind FROM stock WHERE price > 5");
        QUERIES.put("grouped", "SELECT kind, count(*) AS n, max(price / 100) AS top FROM stock GROUP BY kind");
        QUERIES.put("overall", "SELECT count(*) AS n, min(price) / 100 AS least FROM stock");
        QUERIES.put(
                "sets",
                "SELECT kind, price > 105 AS dear, count(*) AS n FROM stock"
                        + " GROUP BY GROUPING SETS ((kind, price > 105), (kind), ())");
        QUERIES.put("joined", "SELECT s.id, k.name FROM stock s JOIN kind k ON s.kind = k.kind AND s.price > k.low");
        QUERIES.put(
                "outer_joined",
                "SELECT s.id, k.name FROM stock s LEFT JOIN kind k ON s.kind = k.kind AND s.price < k.low");
        QUERIES.put(
                "existing",
                "SELECT id FROM stock s WHERE EXISTS (SELECT 1 FROM kind k WHERE k.kind = s.kind AND k.low < s.price)");
        QUERIES.put("first_three", "SELECT id FROM stock ORDER BY price DESC, id LIMIT 3");
        QUERIES.put(
                "first_of_each",
                "SELECT kind, id FROM (SELECT kind, id, row_number() OVER (PARTITION BY kind ORDER BY price, id) AS r"
                        + " FROM stock) AS x WHERE r = 1");
        QUERIES.put(
                "numbered",
                "SELECT id, row_number() OVER (PARTITION BY kind ORDER BY price, id) AS r, count(*) OVER (PARTITION BY kind)"
                        + " AS n, lag(id) OVER (PARTITION BY kind ORDER BY price, id) AS before FROM stock");
        QUERIES.put("different", "SELECT DISTINCT kind, price / 100 AS hundreds FROM stock");
        QUERIES.put("common", "SELECT kind FROM stock INTERSECT SELECT kind FROM kind");
        QUERIES.put("over_grouped", "SELECT n, count(*) AS kinds FROM quiet_grouped GROUP BY n");
    }

    private QuietViews() {}

    static String definitions() {
        StringBuilder text = new StringBuilder("""
            CREATE TABLE stock (id INTEGER PRIMARY KEY, kind INTEGER, price INTEGER, note TEXT);
            CREATE TABLE kind (kind INTEGER PRIMARY KEY, name TEXT, low INTEGER, note TEXT);
            """);
        QUERIES.forEach(
                (name, query) -> text.append("CREATE MATERIALIZED VIEW quiet_%s AS %s;\n".formatted(name, query)));
        return text.toString();
    }

    /** @return receipts of rows that are new */
    static List<String> fill(Producer producer) throws Exception {
        return put(producer, "new", 0);
    }

    /** @return receipts of every row with another note, and other numbers where no answer depends on them */
    static List<String> update(Producer producer) throws Exception {
        return put(producer, "other", 1);
    }

    private static List<String> put(Producer producer, String note, int more) throws Exception {
        List<Map<String, Object>> kinds = IntStream.range(0, KINDS)
                .mapToObj(kind -> Map.<String, Object>of("kind", kind, "name", "k" + kind, "low", more, "note", note))
                .toList();
        List<Map<String, Object>> stock = IntStream.rangeClosed(1, ROWS)
                .mapToObj(id -> row(id, 10 * id + more, note))
                .toList();
        return List.of(producer.accepted("/v1/tables/kind", kinds), producer.accepted("/v1/tables/stock", stock));
    }

    /** @return the receipt of a row that is first from now on */
    static List<String> dearest(Producer producer) throws Exception {
        return List.of(producer.accepted("/v1/tables/stock", List.of(row(1, 1_000_000, "other"))));
    }

    private static Map<String, Object> row(int id, int price, String note) {
        return Map.of("id", id, "kind", id % KINDS, "price", price, "note", note);
    }

    /** The rows of each view's table with the transaction that wrote each, and where it stands. */
    static Map<String, List<String>> written(Connection connection) throws SQLException {
        Map<String, List<String>> written = new TreeMap<>();
        for (String name : new ArrayList<>(QUERIES.keySet())) {
            written.put(name, Mirror.rows(connection, "SELECT xmin, ctid, * FROM weirpool_data.quiet_" + name + "__1"));
        }
        return written;
    }
}
