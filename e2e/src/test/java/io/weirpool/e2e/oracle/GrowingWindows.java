package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** CUMULATE and SESSION, and what they are in PostgreSQL. Rows whose time is NULL are in no window. */
final class GrowingWindows {
    private final Draw draw;

    GrowingWindows(Draw draw) {
        this.draw = draw;
    }

    /** @param time a column of the source */
    Relation of(Relation source, String alias, List<Column> columns, String time) {
        List<Column> keys = source.columns().stream()
                .filter(c -> (c.kind() == Kind.INT || c.kind() == Kind.TEXT)
                        && c.text().indexOf('.') < 0)
                .toList();
        String text = keys.isEmpty() || draw.chance(0.5)
                ? cumulate(source.text(), time)
                : session(source.text(), time, draw.of(keys).text());
        List<Column> all = new ArrayList<>(columns);
        all.add(new Column(alias + ".window_start", Kind.TIMESTAMP));
        all.add(new Column(alias + ".window_end", Kind.TIMESTAMP));
        return new Relation(text + " AS " + alias, all, List.of());
    }

    private String cumulate(String source, String time) {
        draw.used(Operator.CUMULATE);
        String ours = "TABLE(CUMULATE(TABLE %s, DESCRIPTOR(%s), INTERVAL '10' MINUTE, INTERVAL '30' MINUTE))"
                .formatted(source, time);
        String start = "date_bin(INTERVAL '30' MINUTE, w.%s, TIMESTAMP '1970-01-01 00:00:00')".formatted(time);
        String theirs = """
            (SELECT w.*, %1$s AS window_start, %1$s + b.n * INTERVAL '10' MINUTE AS window_end \
            FROM %2$s AS w, generate_series(1, 3) AS b(n) WHERE w.%3$s < %1$s + b.n * INTERVAL '10' MINUTE)\
            """.formatted(start, source, time);
        return Dialect.pair(ours, theirs);
    }

    private String session(String source, String time, String key) {
        draw.used(Operator.SESSION);
        String ours = "TABLE(SESSION(TABLE %s, DESCRIPTOR(%s), DESCRIPTOR(%s), INTERVAL '15' MINUTE))"
                .formatted(source, time, key);
        String theirs = """
            (SELECT x.*, min(x.%2$s) OVER (PARTITION BY x.%3$s, x."#s") AS window_start, \
            max(x.%2$s) OVER (PARTITION BY x.%3$s, x."#s") + INTERVAL '15' MINUTE AS window_end FROM \
            (SELECT y.*, sum(y."#new") OVER (PARTITION BY y.%3$s ORDER BY y.%2$s) AS "#s" FROM \
            (SELECT w.*, CASE WHEN w.%2$s - lag(w.%2$s) OVER (PARTITION BY w.%3$s ORDER BY w.%2$s) \
            < INTERVAL '15' MINUTE THEN 0 ELSE 1 END AS "#new" FROM %1$s AS w WHERE w.%2$s IS NOT NULL) AS y) AS x)\
            """.formatted(source, time, key);
        return Dialect.pair(ours, theirs);
    }
}
