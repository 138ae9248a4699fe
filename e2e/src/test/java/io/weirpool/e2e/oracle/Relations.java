package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** What stands in FROM: sources, views, derived tables, windows of time, and joins of them. */
final class Relations {
    private final Draw draw;
    private final List<Relation> named;
    private final IntFunction<Query> derived;
    private final Predicates predicates;
    private final Besides besides;

    /**
     * @param named sources and views, columns without alias
     * @param derived makes a query of at most this depth, without rounded numbers
     */
    Relations(Draw draw, List<Relation> named, IntFunction<Query> derived) {
        this.draw = draw;
        this.named = named;
        this.derived = derived;
        this.predicates = new Predicates(draw, new Scalars(draw), this);
        this.besides = new Besides(draw, predicates);
    }

    Predicates predicates() {
        return predicates;
    }

    /** One relation, no join. */
    Relation one(int depth) {
        if (depth > 0 && draw.chance(0.3)) {
            draw.used(Operator.DERIVED_TABLE);
            return derived.apply(depth - 1).as(draw.name("d"));
        }
        if (draw.chance(0.04)) {
            return besides.values();
        }
        Relation source = draw.of(named);
        if (source.text().startsWith(Case.VIEW) && draw.chance(0.4)) {
            source = draw.of(named); // reading views over and over makes queries that few rows come through
        }
        String alias = draw.name("t");
        List<Column> columns = Relation.under(alias, source.columns());
        List<Column> times = columns.stream()
                .filter(c -> c.kind() == Kind.TIMESTAMP && c.text().startsWith(alias))
                .toList();
        if (!times.isEmpty() && draw.chance(0.15)) {
            return windows(source, alias, columns, draw.of(times));
        }
        if (source.text().startsWith(Case.VIEW)) {
            draw.used(Operator.VIEW_ON_VIEW);
        }
        return new Relation(source.text() + " AS " + alias, columns, Relation.under(alias, source.key()));
    }

    /** One or more. */
    Relation any(int depth) {
        Relation first = besides.functions(one(depth), 0.1);
        if (depth == 0 || draw.chance(0.45)) {
            return first;
        }
        if (draw.chance(0.12)) {
            return besides.lateral(first, draw.chance(0.3) ? bothKept(first, one(0), one(0)) : one(0));
        }
        if (draw.chance(0.1)) {
            return new NearJoins(draw, named).of(first);
        }
        Relation two = join(first, one(depth - 1));
        return draw.chance(0.25) ? join(two, one(0)) : two;
    }

    /** A FULL JOIN whose condition reads a row outside, too; the left alone where nothing can be compared. */
    private Relation bothKept(Relation outside, Relation left, Relation right) {
        Optional<Column[]> match = predicates.match(left.columns(), right.columns());
        Optional<Column[]> read = predicates.match(outside.columns(), right.columns());
        if (match.isEmpty() || read.isEmpty()) {
            return left;
        }
        draw.used(Operator.FULL_JOIN);
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(right.columns());
        String on = match.get()[0].text() + " = " + match.get()[1].text() + " AND " + read.get()[1].text()
                + draw.of(" = ", " <= ", " <> ") + read.get()[0].text();
        return new Relation(left.text() + " FULL JOIN " + right.text() + " ON " + on, all, List.of());
    }

    /** Inner joins under a hint. */
    SizedJoins.Sized sized(int depth) {
        return new SizedJoins(draw, predicates, () -> one(Math.max(0, depth - 1))).make();
    }

    /** Two relations without an equality: where there are numbers, one is less. */
    Relation besideSmall() {
        draw.used(Operator.BROADCAST_HINT);
        Relation left = one(0);
        Relation right = one(0);
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(right.columns());
        List<Column> lefts = left.of(Kind.INT);
        List<Column> rights = right.of(Kind.INT);
        boolean compared = !lefts.isEmpty() && !rights.isEmpty();
        String joined = compared
                ? draw.of(" JOIN ", " LEFT JOIN ") + right.text() + " ON "
                        + draw.of(lefts).text() + draw.of(" < ", " >= ", " <> ")
                        + draw.of(rights).text()
                : " CROSS JOIN " + right.text();
        return new Relation(left.text() + joined, all, List.of());
    }

    /** Rows whose time is NULL are in no window. */
    Relation windows(Relation source, String alias, List<Column> columns, Column time) {
        String column = time.text().substring(alias.length() + 1);
        if (draw.chance(0.4)) {
            return new GrowingWindows(draw).of(source, alias, columns, column);
        }
        boolean tumble = draw.chance(0.5);
        draw.used(tumble ? Operator.TUMBLE : Operator.HOP);
        String ours = tumble
                ? "TABLE(TUMBLE(TABLE %s, DESCRIPTOR(%s), INTERVAL '30' MINUTE))".formatted(source.text(), column)
                : "TABLE(HOP(TABLE %s, DESCRIPTOR(%s), INTERVAL '10' MINUTE, INTERVAL '30' MINUTE))"
                        .formatted(source.text(), column);
        String bin = "date_bin(INTERVAL '%d' MINUTE, %s, TIMESTAMP '1970-01-01 00:00:00')";
        String theirs = tumble
                ? "(SELECT w.*, %1$s AS window_start, %1$s + INTERVAL '30' MINUTE AS window_end FROM %2$s AS w WHERE w.%3$s IS NOT NULL)"
                        .formatted(bin.formatted(30, "w." + column), source.text(), column)
                : "(SELECT w.*, b.s AS window_start, b.s + INTERVAL '30' MINUTE AS window_end FROM %2$s AS w, generate_series(%1$s - INTERVAL '20' MINUTE, %1$s, INTERVAL '10' MINUTE) AS b(s) WHERE w.%3$s IS NOT NULL)"
                        .formatted(bin.formatted(10, "w." + column), source.text(), column);
        List<Column> all = new ArrayList<>(columns);
        all.add(new Column(alias + ".window_start", Kind.TIMESTAMP));
        all.add(new Column(alias + ".window_end", Kind.TIMESTAMP));
        return new Relation(Dialect.pair(ours, theirs) + " AS " + alias, all, List.of());
    }

    private Relation join(Relation left, Relation right) {
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(right.columns());
        if (sourceOf(left).startsWith(Case.SOURCE) && sourceOf(left).equals(sourceOf(right))) {
            draw.used(Operator.SELF_JOIN);
        }
        Optional<Column[]> match = predicates.match(left.columns(), right.columns());
        if (match.isEmpty()) {
            draw.used(Operator.CROSS_JOIN);
            return new Relation(left.text() + " CROSS JOIN " + right.text(), all, List.of());
        }
        String on = equality(match.get());
        if (draw.chance(0.2)) {
            on += predicates
                    .match(left.columns(), right.columns())
                    .map(m -> " AND " + equality(m))
                    .orElse("");
        }
        if (draw.chance(0.3)) {
            draw.used(Operator.RESIDUAL_CONDITION);
            on += " AND " + predicates.simple(all);
        }
        return new Relation(left.text() + kind(on) + right.text() + " ON " + on, all, List.of());
    }

    private static String sourceOf(Relation relation) {
        return relation.text().split(" ", 2)[0];
    }

    private String equality(Column[] match) {
        if (draw.chance(0.15)) {
            draw.used(Operator.NULL_SAFE_JOIN);
            return match[0].text() + " IS NOT DISTINCT FROM " + match[1].text();
        }
        return match[0].text() + " = " + match[1].text();
    }

    private String kind(String on) {
        // PostgreSQL has full joins on plain equalities only
        boolean plain = !on.contains("DISTINCT") && !on.contains(" AND ");
        return switch (draw.below(plain ? 7 : 5)) {
            case 0, 1 -> {
                draw.used(Operator.INNER_JOIN);
                yield " JOIN ";
            }
            case 2, 3 -> {
                draw.used(Operator.LEFT_JOIN);
                yield " LEFT JOIN ";
            }
            case 4 -> {
                draw.used(Operator.RIGHT_JOIN);
                yield " RIGHT JOIN ";
            }
            default -> {
                draw.used(Operator.FULL_JOIN);
                yield " FULL JOIN ";
            }
        };
    }
}
