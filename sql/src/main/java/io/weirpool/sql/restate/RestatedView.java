package io.weirpool.sql.restate;

import java.util.List;
import java.util.Optional;

/**
 * A view as a query of PostgreSQL.
 *
 * @param name as declared
 * @param columns the names declared after the view's; empty when the query names them
 * @param reads names of the sources and views its query names
 * @param query the view's own text, with what PostgreSQL does not have spelled out
 * @param inTimeOnly whether rows that are late, or too far ahead, are left out of its sources
 * @param refusal why PostgreSQL cannot say what the view holds; empty when it can
 */
public record RestatedView(
        String name,
        List<String> columns,
        List<String> reads,
        String query,
        boolean inTimeOnly,
        Optional<String> refusal) {
    public RestatedView {
        columns = List.copyOf(columns);
        reads = List.copyOf(reads);
    }

    /** The same rows, of which PostgreSQL computes every column whoever reads them. */
    RestatedView whole() {
        String computed = "WITH weirpool_rows AS MATERIALIZED (%s\n) SELECT * FROM weirpool_rows".formatted(query);
        return new RestatedView(name, columns, reads, computed, inTimeOnly, refusal);
    }
}
