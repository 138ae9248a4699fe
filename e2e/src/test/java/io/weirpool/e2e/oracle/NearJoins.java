package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** Joins with the closest row, and those whose column has a name of its own. */
final class NearJoins {
    private final Draw draw;
    private final List<Relation> named;

    NearJoins(Draw draw, List<Relation> named) {
        this.draw = draw;
        this.named = named;
    }

    /** The relation joined with another; itself where nothing fits. */
    Relation of(Relation left) {
        List<Relation> timed =
                named.stream().filter(r -> !r.of(Kind.TIMESTAMP).isEmpty()).toList();
        Relation right = draw.of(timed.isEmpty() ? named : timed);
        Kind key = draw.of(Kind.INT, Kind.TEXT);
        if (left.of(key).isEmpty() || right.of(key).isEmpty()) {
            return left;
        }
        String by = draw.of(right.of(key)).text();
        List<Column> times = right.of(Kind.TIMESTAMP);
        return draw.chance(0.7) && !times.isEmpty() && !left.of(Kind.TIMESTAMP).isEmpty()
                ? closest(left, right.text(), key, by, draw.of(times).text())
                : using(right.text(), key, by);
    }

    /** Of the right there is one row for each key and time, so that one is the closest. */
    private Relation closest(Relation left, String right, Kind key, String by, String time) {
        draw.used(Operator.ASOF_JOIN);
        String alias = draw.name("c");
        boolean outer = draw.chance(0.4);
        boolean before = draw.chance(0.6);
        String rows = "(SELECT %1$s AS k, %2$s AS at, count(*) AS n FROM %3$s GROUP BY %1$s, %2$s)"
                .formatted(by, time, right);
        String leftTime = draw.of(left.of(Kind.TIMESTAMP)).text();
        String leftKey = draw.of(left.of(key)).text();
        String operator = before ? draw.of(" >= ", " > ") : draw.of(" <= ", " < ");
        String ours = (outer ? " LEFT" : "") + " ASOF JOIN " + rows + " AS " + alias + " MATCH_CONDITION " + leftTime
                + operator + alias + ".at ON " + leftKey + " = " + alias + ".k";
        String theirs = (outer ? " LEFT" : " CROSS") + " JOIN LATERAL (SELECT * FROM " + rows + " AS r WHERE r.k = "
                + leftKey + " AND " + leftTime + operator + "r.at ORDER BY r.at" + (before ? " DESC" : "")
                + " LIMIT 1) AS " + alias + (outer ? " ON TRUE" : "");
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(Relation.under(
                alias, List.of(new Column("k", key), new Column("at", Kind.TIMESTAMP), new Column("n", Kind.INT))));
        return new Relation(left.text() + Dialect.pair(ours, theirs), all, List.of());
    }

    private Relation using(String source, Kind key, String by) {
        draw.used(Operator.USING_ALIAS);
        Relation other = draw.of(named);
        String of = other.of(key).isEmpty() ? by : draw.of(other.of(key)).text();
        String from = other.of(key).isEmpty() ? source : other.text();
        String left = draw.name("u");
        String right = draw.name("u");
        String merged = draw.name("m");
        String text = "(SELECT %s AS u, count(*) AS n FROM %s GROUP BY %1$s) AS %s".formatted(by, source, left)
                + draw.of(" JOIN ", " LEFT JOIN ")
                + "(SELECT %s AS u, count(*) AS o FROM %s GROUP BY %1$s) AS %s USING (u) AS %s"
                        .formatted(of, from, right, merged);
        return new Relation(
                text,
                List.of(
                        new Column(merged + ".u", key),
                        new Column(left + ".n", Kind.INT),
                        new Column(right + ".o", Kind.INT)),
                List.of());
    }
}
