package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries over a stream with a watermark, each with a column that closes: {@code c0}. */
final class TimedQueries {
    private static final int AGGREGATES_MAX = 2;

    private final Draw draw;
    private final Relation stream;
    private final Relations relations;
    private final Predicates predicates;
    private final Aggregates aggregates;
    private final Windows windows;

    /**
     * A query.
     *
     * @param bound over its columns: it is final when no row from before comes any more
     */
    record Timed(Query query, String bound) {
        /** The same as what a view of this name holds. */
        Timed named(String view) {
            String columns = query.columns().stream().map(Column::text).collect(Collectors.joining(", "));
            return new Timed(new Query("SELECT " + columns + " FROM " + view, query.columns()), bound);
        }

        Relation as(String alias) {
            return query.as(alias);
        }
    }

    TimedQueries(Draw draw, SourceSpec source) {
        this.draw = draw;
        List<Column> columns = source.columns().stream()
                .map(c -> new Column(c.name(), c.type().kind()))
                .toList();
        this.stream = new Relation(source.name(), columns, List.of());
        Scalars scalars = new Scalars(draw);
        this.relations = new Relations(draw, List.of(stream), depth -> {
            throw new IllegalStateException("nothing is derived here");
        });
        this.predicates = relations.predicates();
        this.aggregates = new Aggregates(draw, scalars, predicates);
        this.windows = new Windows(draw, scalars);
    }

    /** @param read a view that closes, if there is one */
    Timed of(Optional<Timed> read) {
        Timed base = base();
        return switch (draw.below(9)) {
            case 0 -> rows();
            case 1 -> distinct();
            case 2 -> ranked(base);
            case 3 -> beside(base);
            case 4 -> joined(base);
            case 5 -> regrouped(base);
            case 6 -> read.map(this::overView).orElse(base);
            default -> base;
        };
    }

    private Timed base() {
        return draw.chance(0.75) ? groups() : truncated();
    }

    private Relation windowed() {
        String alias = draw.name("t");
        List<Column> columns = Relation.under(alias, stream.columns());
        return relations.windows(stream, alias, columns, columns.get(0));
    }

    private static Column end(Relation windowed) {
        return windowed.columns().get(windowed.columns().size() - 1);
    }

    private Timed groups() {
        draw.used(Operator.GROUP_BY);
        Relation from = windowed();
        Column start = from.columns().get(from.columns().size() - 2);
        return grouped(from, List.of(end(from), start), "c0");
    }

    private Timed truncated() {
        draw.used(Operator.GROUP_BY);
        String alias = draw.name("t");
        List<Column> columns = Relation.under(alias, stream.columns());
        Column hour = new Column("date_trunc('hour', " + columns.get(0).text() + ")", Kind.TIMESTAMP);
        return grouped(
                new Relation(stream.text() + " AS " + alias, columns, List.of()),
                List.of(hour),
                "c0 + INTERVAL '1 hour'");
    }

    private Timed grouped(Relation from, List<Column> closing, String bound) {
        List<Column> by = new ArrayList<>(closing);
        List<Column> others = from.ordered().stream()
                .filter(c -> !c.text().contains("window_") && c.kind() != Kind.TIMESTAMP)
                .toList();
        by.addAll(draw.some(others, 0, 2));
        List<Column> selected = new ArrayList<>(by);
        int calls = 1 + draw.below(AGGREGATES_MAX);
        for (int i = 0; i < calls; i++) {
            selected.add(aggregates.call(from.columns(), false));
        }
        String where = draw.chance(0.3) ? " WHERE " + filter(from) : "";
        String having = draw.chance(0.2) ? " HAVING count(*) > " + draw.below(3) : "";
        return new Timed(select("", selected, from.text() + where + " GROUP BY " + list(by) + having), bound);
    }

    private String filter(Relation from) {
        draw.used(Operator.FILTER);
        return predicates.of(from.columns(), 0);
    }

    /** Rows of sessions only, as those of other windows are there without any state. */
    private Timed rows() {
        Relation from = windowed();
        if (!from.text().contains("SESSION(")) {
            return distinct();
        }
        draw.used(Operator.PROJECT);
        List<Column> selected = new ArrayList<>(List.of(end(from)));
        selected.addAll(draw.some(from.columns(), 1, 3));
        return new Timed(select("", selected, from.text() + (draw.chance(0.5) ? " WHERE " + filter(from) : "")), "c0");
    }

    private Timed distinct() {
        draw.used(Operator.DISTINCT);
        Relation from = windowed();
        List<Column> selected = new ArrayList<>(List.of(end(from)));
        selected.addAll(draw.some(from.ordered(), 1, 2));
        return new Timed(select("DISTINCT ", selected, from.text()), "c0");
    }

    private Timed ranked(Timed base) {
        Relation from = base.as(draw.name("d"));
        if (from.total().isEmpty()) {
            return base;
        }
        draw.used(Operator.RANK_FILTER);
        Column first = from.columns().get(0);
        String rank = "row_number() OVER (PARTITION BY " + first.text() + " ORDER BY " + windows.totalOrder(from) + ")";
        List<Column> all = new ArrayList<>(from.columns());
        all.add(new Column(rank, Kind.INT));
        Relation numbered = select("", all, from.text()).as(draw.name("d"));
        List<Column> shown = numbered.columns().subList(0, from.columns().size());
        String place = numbered.columns().get(shown.size()).text();
        return new Timed(
                select("", shown, numbered.text() + " WHERE " + place + " <= " + (1 + draw.below(2))), base.bound());
    }

    private Timed beside(Timed base) {
        Relation from = base.as(draw.name("d"));
        if (from.total().isEmpty()) {
            return base;
        }
        draw.used(Operator.LAG_LEAD);
        Column of = draw.of(from.columns());
        List<Column> all = new ArrayList<>(from.columns());
        String over =
                " OVER (PARTITION BY " + from.columns().get(0).text() + " ORDER BY " + windows.totalOrder(from) + ")";
        all.add(new Column(draw.of("lag(", "lead(") + of.text() + ")" + over, of.kind()));
        return new Timed(select("", all, from.text()), base.bound());
    }

    /** With the same groups of another draw, which close as these do. */
    private Timed joined(Timed base) {
        boolean hours = !base.bound().equals("c0");
        Relation left = base.as(draw.name("d"));
        Relation right = (hours ? truncated() : groups()).as(draw.name("d"));
        boolean inner = draw.chance(0.5);
        draw.used(inner ? Operator.INNER_JOIN : Operator.LEFT_JOIN);
        List<Column> all = new ArrayList<>(left.columns());
        all.addAll(draw.some(right.columns(), 1, 3));
        String on =
                left.columns().get(0).text() + " = " + right.columns().get(0).text();
        String joined = left.text() + (inner ? " JOIN " : " LEFT JOIN ") + right.text() + " ON " + on;
        return new Timed(select("", all, joined), base.bound());
    }

    private Timed regrouped(Timed base) {
        draw.used(Operator.DERIVED_TABLE);
        Relation from = base.as(draw.name("d"));
        return grouped(from, List.of(from.columns().get(0)), base.bound());
    }

    private Timed overView(Timed view) {
        draw.used(Operator.VIEW_ON_VIEW);
        return regrouped(view);
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::text).collect(Collectors.joining(", "));
    }

    private static Query select(String distinct, List<Column> columns, String from) {
        String list = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).text() + " AS c" + i)
                .collect(Collectors.joining(", "));
        List<Column> named = IntStream.range(0, columns.size())
                .mapToObj(i -> new Column("c" + i, columns.get(i).kind()))
                .toList();
        return new Query("SELECT " + distinct + list + " FROM " + from, named);
    }
}
