package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** Queries over rows in an order, of which they depend on it and say none. */
final class MetInOrder {
    private final Draw draw;

    MetInOrder(Draw draw) {
        this.draw = draw;
    }

    /** @param ordered with a total order of its own */
    Query of(Query ordered) {
        draw.used(Operator.MET_IN_ORDER);
        Relation rows = ordered.as(draw.name("o"));
        return switch (draw.below(3)) {
            case 0 -> aggregated(rows);
            case 1 -> numbered(rows);
            default -> new Query(select(rows.columns()) + rows.text() + cut(), named(rows.columns()));
        };
    }

    private String cut() {
        return " LIMIT " + (1 + draw.below(4)) + draw.of("", " OFFSET 1");
    }

    private Query aggregated(Relation rows) {
        String text = "CAST(" + draw.of(rows.columns()).text() + " AS TEXT)";
        Column met = draw.chance(0.5)
                ? new Column("array_agg(" + text + ")", Kind.TEXTS)
                : new Column("string_agg(" + text + ", '-')", Kind.TEXT);
        List<Column> columns = List.of(new Column("count(*)", Kind.INT), met);
        return new Query(select(columns) + rows.text(), named(columns));
    }

    private Query numbered(Relation rows) {
        List<Column> columns = new ArrayList<>(rows.columns());
        columns.add(new Column("row_number() OVER ()", Kind.INT));
        return new Query(select(columns) + rows.text(), named(columns));
    }

    private static String select(List<Column> columns) {
        List<String> items = new ArrayList<>();
        columns.forEach(column -> items.add(column.text() + " AS c" + items.size()));
        return "SELECT " + String.join(", ", items) + " FROM ";
    }

    private static List<Column> named(List<Column> columns) {
        List<Column> named = new ArrayList<>();
        columns.forEach(column -> named.add(new Column("c" + named.size(), column.kind())));
        return named;
    }
}
