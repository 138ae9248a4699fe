package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The grammar: queries of every form over some relations. */
final class Queries {
    private static final int COLUMNS_MAX = 5;

    private final Draw draw;
    private final Scalars scalars;
    private final Relations relations;
    private final Predicates predicates;
    private final Aggregates aggregates;
    private final Windows windows;
    private final List<Relation> named;

    Queries(Draw draw, List<Relation> named) {
        this.draw = draw;
        this.named = named;
        this.scalars = new Scalars(draw);
        this.relations = new Relations(draw, named, depth -> of(depth, false));
        this.predicates = relations.predicates();
        this.aggregates = new Aggregates(draw, scalars, predicates);
        this.windows = new Windows(draw, scalars);
    }

    /**
     * A query.
     *
     * @param depth how many queries may stand in each other
     * @param rounded whether columns may be {@link Kind#ROUNDED}, which only the outermost query may have
     */
    Query of(int depth, boolean rounded) {
        return switch (draw.below(depth == 0 ? 8 : 17)) {
            case 0, 1, 2 -> selection(depth);
            case 3, 4, 5 -> groups(depth, rounded);
            case 6 -> global(depth, rounded);
            case 7 -> distinct(depth);
            case 8, 9 -> setOperation(depth);
            case 10 -> top(depth);
            case 11 -> ranked(depth);
            case 12, 14, 15 -> windowed(depth);
            case 13 -> firstOfEach(depth);
            default -> common(depth, rounded);
        };
    }

    private Query query(String before, List<Column> columns, String after) {
        List<Column> named = IntStream.range(0, columns.size())
                .mapToObj(i -> new Column("c" + i, columns.get(i).kind()))
                .toList();
        String list = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).text() + " AS c" + i)
                .collect(Collectors.joining(", "));
        return new Query(before + list + after, named);
    }

    private String where(Relation from, int depth, double probability) {
        if (!draw.chance(probability)) {
            return "";
        }
        draw.used(Operator.FILTER);
        return " WHERE " + predicates.of(from.columns(), depth);
    }

    private Query selection(int depth) {
        draw.used(Operator.PROJECT);
        if (draw.chance(0.08)) {
            Relation pairs = relations.besideSmall();
            String small =
                    draw.of(pairs.columns().get(pairs.columns().size() - 1).alias());
            String hint = "SELECT /*+ BROADCAST(" + small + ") */ ";
            return query(hint, draw.some(pairs.columns(), 2, COLUMNS_MAX), " FROM " + pairs.text());
        }
        if (draw.chance(0.1)) {
            SizedJoins.Sized sized = relations.sized(depth);
            Relation joined = sized.relation();
            return query("SELECT " + sized.hint(), outputs(joined), " FROM " + joined.text() + where(joined, 0, 0.4));
        }
        Relation from = relations.any(depth);
        List<Column> columns = new ArrayList<>(outputs(from));
        if (draw.chance(0.15)) {
            sets(from).ifPresent(columns::add);
        }
        if (depth > 0 && draw.chance(0.12)) {
            predicates
                    .scalar(Kind.EXACT, from.columns(), depth)
                    .ifPresent(value -> columns.add(new Column(value, Kind.EXACT)));
        }
        return query("SELECT ", columns, " FROM " + from.text() + where(from, depth, 0.6));
    }

    /** A column that gives rows, where there is one to make it of. */
    private Optional<Column> sets(Relation from) {
        List<Column> arrays =
                from.columns().stream().filter(c -> c.kind().isArray()).toList();
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        draw.used(Operator.SET_IN_SELECT);
        Column array = draw.of(arrays);
        return Optional.of(
                new Column("unnest(" + array.text() + ")", array.kind() == Kind.TEXTS ? Kind.TEXT : Kind.INT));
    }

    private List<Column> outputs(Relation from) {
        return draw.some(from.columns(), 1, COLUMNS_MAX - 1).stream()
                .map(c -> draw.chance(0.7) ? c : new Column(scalars.of(c.kind(), from.columns(), 2), c.kind()))
                .toList();
    }

    private Query distinct(int depth) {
        draw.used(Operator.DISTINCT);
        Relation from = relations.any(depth);
        List<Column> columns = draw.some(from.columns(), 1, 3);
        return query("SELECT DISTINCT ", columns, " FROM " + from.text() + where(from, depth, 0.4));
    }

    private Query firstOfEach(int depth) {
        Relation from = relations.any(depth);
        List<Column> keys = draw.some(from.ordered(), 1, 2);
        if (from.total().isEmpty() || keys.isEmpty()) {
            return distinct(depth);
        }
        draw.used(Operator.DISTINCT_ON);
        String by = keys.stream().map(Column::text).collect(Collectors.joining(", "));
        return query(
                "SELECT DISTINCT ON (" + by + ") ",
                draw.some(from.columns(), 1, COLUMNS_MAX),
                " FROM " + from.text() + where(from, depth, 0.3) + " ORDER BY " + by + ", " + windows.totalOrder(from));
    }

    private Query global(int depth, boolean rounded) {
        draw.used(Operator.GLOBAL_AGGREGATE);
        Relation from = relations.any(depth);
        return query(
                "SELECT ",
                calls(from, rounded, 1),
                " FROM " + from.text() + where(from, depth, 0.5) + having(from, 0.1));
    }

    private List<Column> calls(Relation from, boolean rounded, int min) {
        return IntStream.range(0, min + draw.below(3))
                .mapToObj(i -> aggregates.call(from.columns(), rounded))
                .toList();
    }

    private String having(Relation from, double probability) {
        if (!draw.chance(probability)) {
            return "";
        }
        draw.used(Operator.HAVING);
        List<Column> of = List.of(
                new Column("count(*)", Kind.INT),
                new Column("max(" + scalars.of(Kind.INT, from.columns(), 0) + ")", Kind.INT));
        return " HAVING " + draw.of(of).text() + draw.of(" > 1", " < 4", " <> 2");
    }

    private Query groups(int depth, boolean rounded) {
        Relation from = relations.any(depth);
        List<Column> keys = draw.some(from.ordered(), 1, 2);
        if (keys.isEmpty()) {
            return global(depth, rounded);
        }
        List<String> texts = keys.stream().map(Column::text).toList();
        List<Column> columns = new ArrayList<>(draw.chance(0.85) ? keys : keys.subList(1, keys.size()));
        columns.addAll(calls(from, rounded, 1));
        String by = " GROUP BY " + grouping(texts);
        if (by.contains("(") && draw.chance(0.5)) {
            columns.add(new Column("CAST(grouping(" + texts.get(0) + ") AS INTEGER)", Kind.INT));
        }
        return query("SELECT ", columns, " FROM " + from.text() + where(from, depth, 0.4) + by + having(from, 0.2));
    }

    /** Groups of which some have no value: those of PostgreSQL are without them. Empty where there is nothing to group by. */
    Optional<Query> failing() {
        Relation from = relations.any(1);
        List<Column> keys = draw.some(from.ordered(), 1, 2);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        draw.used(Operator.FAILING_ROWS);
        draw.used(Operator.GROUP_BY);
        String fails = "count(*) - " + (1 + draw.below(3));
        List<Column> columns = new ArrayList<>(keys);
        columns.addAll(calls(from, false, 1));
        columns.add(new Column("12 / (" + fails + ")", Kind.INT));
        String by = keys.stream().map(Column::text).collect(Collectors.joining(", "));
        return Optional.of(query(
                "SELECT ",
                columns,
                " FROM " + from.text() + where(from, 0, 0.3) + " GROUP BY " + by
                        + Dialect.pair("", " HAVING " + fails + " <> 0")));
    }

    private String grouping(List<String> keys) {
        String all = String.join(", ", keys);
        if (keys.size() > 1 && draw.chance(0.12)) {
            draw.used(Operator.GROUP_BY_ROW);
            return "(" + all + ")";
        }
        if (draw.chance(0.75)) {
            draw.used(Operator.GROUP_BY);
            return all;
        }
        return switch (draw.below(3)) {
            case 0 -> {
                draw.used(Operator.ROLLUP);
                yield "ROLLUP (" + all + ")";
            }
            case 1 -> {
                draw.used(Operator.CUBE);
                yield "CUBE (" + all + ")";
            }
            default -> {
                draw.used(Operator.GROUPING_SETS);
                yield "GROUPING SETS ((" + all + "), (" + keys.get(0) + ")" + draw.of("", ", ()") + ")";
            }
        };
    }

    private Query setOperation(int depth) {
        Relation left = relations.any(depth - 1);
        List<Column> columns = draw.some(left.columns(), 1, 3);
        Relation right = relations.any(depth - 1);
        List<Column> others = columns.stream()
                .map(c -> new Column(scalars.of(c.kind(), right.columns(), 0), c.kind()))
                .toList();
        Query first = query("SELECT ", columns, " FROM " + left.text() + where(left, 0, 0.4));
        Query second = query("SELECT ", others, " FROM " + right.text() + where(right, 0, 0.4));
        return new Query(first.text() + " " + setOperator() + " " + second.text(), first.columns());
    }

    private String setOperator() {
        Operator operator = draw.of(
                Operator.UNION,
                Operator.UNION_ALL,
                Operator.UNION_ALL,
                Operator.INTERSECT,
                Operator.INTERSECT_ALL,
                Operator.EXCEPT,
                Operator.EXCEPT_ALL);
        draw.used(operator);
        return operator.name().replace('_', ' ');
    }

    private Query top(int depth) {
        Relation from = relations.any(depth);
        if (from.total().isEmpty()) {
            return selection(depth);
        }
        if (draw.chance(0.2)) {
            return withTies(depth, from);
        }
        if (draw.chance(0.2)) {
            return inOrder(from);
        }
        draw.used(Operator.TOP_N);
        List<Column> columns = draw.some(from.columns(), 1, COLUMNS_MAX);
        String offset = "";
        if (draw.chance(0.3)) {
            draw.used(Operator.OFFSET);
            offset = " OFFSET " + (1 + draw.below(3));
        }
        return query(
                "SELECT ",
                columns,
                " FROM " + from.text() + where(from, depth, 0.3) + " ORDER BY " + windows.totalOrder(from) + " LIMIT "
                        + (1 + draw.below(6)) + offset);
    }

    private Query inOrder(Relation from) {
        List<Column> columns = from.columns().stream()
                .filter(c -> List.of(Kind.INT, Kind.TEXT, Kind.DATE).contains(c.kind()))
                .toList();
        String limit = draw.chance(0.3) ? " LIMIT " + (1 + draw.below(6)) : "";
        Query ordered = query(
                "SELECT ",
                columns.isEmpty() ? List.of(new Column("1", Kind.INT)) : draw.some(columns, 1, 3),
                " FROM " + from.text() + where(from, 0, 0.3) + " ORDER BY " + windows.totalOrder(from) + limit);
        return new MetInOrder(draw).of(ordered);
    }

    private Query withTies(int depth, Relation from) {
        draw.used(Operator.WITH_TIES);
        return query(
                "SELECT ",
                draw.some(from.columns(), 1, COLUMNS_MAX),
                " FROM " + from.text() + where(from, depth, 0.3) + " ORDER BY " + windows.partialOrder(from)
                        + " FETCH FIRST " + (1 + draw.below(4)) + " ROWS WITH TIES");
    }

    private Query ranked(int depth) {
        Relation from = relations.any(depth);
        if (from.total().isEmpty()) {
            return selection(depth);
        }
        String ranking = draw.of("row_number()", "row_number()", "rank()", "dense_rank()");
        draw.used(ranking.startsWith("row") ? Operator.ROW_NUMBER : Operator.RANK);
        draw.used(Operator.RANK_FILTER);
        List<Column> columns = new ArrayList<>(draw.some(from.columns(), 1, 3));
        columns.add(new Column(
                ranking + " OVER (" + windows.partition(from) + "ORDER BY " + windows.totalOrder(from) + ")",
                Kind.INT));
        Query inner = query("SELECT ", columns, " FROM " + from.text() + where(from, depth, 0.3));
        Relation outer = inner.as(draw.name("r"));
        Column rank = outer.columns().get(outer.columns().size() - 1);
        List<Column> kept = draw.chance(0.5)
                ? outer.columns()
                : outer.columns().subList(0, outer.columns().size() - 1);
        return query(
                "SELECT ", kept, " FROM " + outer.text() + " WHERE " + rank.text() + draw.of(" <= 2", " = 1", " < 4"));
    }

    private Query windowed(int depth) {
        Relation from = relations.any(depth);
        if (from.total().isEmpty()) {
            return selection(depth);
        }
        List<Column> columns = new ArrayList<>(draw.some(from.columns(), 1, 3));
        int calls = from.key().isEmpty() ? 1 : 1 + draw.below(2); // of equal rows, any may be first in each call
        IntStream.range(0, calls).forEach(i -> columns.add(windows.call(from)));
        return query("SELECT ", columns, " FROM " + from.text() + where(from, depth, 0.3));
    }

    /** WITH: a common query that is read once or twice. */
    private Query common(int depth, boolean rounded) {
        draw.used(Operator.CTE);
        String name = draw.name("w");
        Query inner = of(depth - 1, false);
        List<Relation> more = new ArrayList<>(named);
        for (int i = 0; i < 2 + named.size(); i++) {
            more.add(new Relation(name, inner.columns(), List.of()));
        }
        Query outer = new Queries(draw, more).of(depth - 1, rounded);
        boolean begins = outer.text().startsWith("WITH ");
        return new Query(
                "WITH " + name + " AS (" + inner.text() + ")"
                        + (begins ? ", " + outer.text().substring(5) : " " + outer.text()),
                outer.columns());
    }
}
