package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** What stands in FROM and reads what stands before it: functions that give rows, subqueries; and rows written down. */
final class Besides {
    private final Draw draw;
    private final Predicates predicates;

    Besides(Draw draw, Predicates predicates) {
        this.draw = draw;
        this.predicates = predicates;
    }

    /** {@code VALUES}. */
    Relation values() {
        draw.used(Operator.VALUES);
        String alias = draw.name("v");
        String rows = draw.of("(1, 'a'), (2, 'b'), (2, NULL)", "(NULL, ''), (3, 'ab')", "(0, 'b')");
        List<Column> columns = Relation.under(alias, List.of(new Column("x", Kind.INT), new Column("y", Kind.TEXT)));
        return new Relation("(VALUES " + rows + ") AS " + alias + " (x, y)", columns, List.of());
    }

    /** The relation, perhaps beside a function of one of its columns. */
    Relation functions(Relation given, double probability) {
        if (!draw.chance(probability)) {
            return given;
        }
        List<Column> fitting = given.columns().stream()
                .filter(c -> c.kind().isArray() || c.kind() == Kind.INT)
                .toList();
        if (fitting.isEmpty()) {
            return given;
        }
        Column of = draw.of(fitting);
        boolean array = of.kind().isArray();
        draw.used(array ? Operator.UNNEST : Operator.SERIES);
        String call = array
                ? "unnest(" + of.text() + ")"
                : "generate_series(" + draw.of("0, ", "1, ", "-1, ") + of.text() + " % 4)";
        List<Column> made = new ArrayList<>(List.of(new Column("x", of.kind() == Kind.TEXTS ? Kind.TEXT : Kind.INT)));
        boolean numbered = draw.chance(0.4);
        if (numbered) {
            made.add(new Column("n", Kind.INT));
        }
        return beside(given, call + (numbered ? " WITH ORDINALITY" : ""), numbered ? " (x, n)" : " (x)", made);
    }

    /** The relation beside rows of another that agree with it. */
    Relation lateral(Relation given, Relation inner) {
        draw.used(Operator.LATERAL);
        List<Column> chosen = draw.some(inner.columns(), 1, 2);
        List<Column> made = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            made.add(new Column("l" + i, chosen.get(i).kind()));
            items.add(chosen.get(i).text() + " AS l" + i);
        }
        if (draw.chance(0.4)) {
            made = List.of(new Column("l0", Kind.INT));
            items = List.of("count(*) AS l0");
        }
        String where = predicates
                .match(given.columns(), inner.columns())
                .map(m -> " WHERE " + m[1].text() + draw.of(" = ", " = ", " <= ") + m[0].text())
                .orElse("");
        String query = "(SELECT " + String.join(", ", items) + " FROM " + inner.text() + where + ")";
        return beside(given, "LATERAL " + query, "", made);
    }

    private Relation beside(Relation given, String text, String names, List<Column> made) {
        String alias = draw.name("g");
        boolean left = draw.chance(0.4);
        List<Column> all = new ArrayList<>(given.columns());
        all.addAll(Relation.under(alias, made));
        String joined = given.text() + (left ? " LEFT JOIN " : " CROSS JOIN ") + text + " AS " + alias + names
                + (left ? " ON TRUE" : "");
        return new Relation(joined, all, List.of());
    }
}
