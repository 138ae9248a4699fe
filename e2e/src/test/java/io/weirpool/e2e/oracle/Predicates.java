package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions over columns, subqueries among them. */
final class Predicates {
    private final Draw draw;
    private final Scalars scalars;
    private final Relations relations;

    Predicates(Draw draw, Scalars scalars, Relations relations) {
        this.draw = draw;
        this.scalars = scalars;
        this.relations = relations;
    }

    /** A condition that may hold subqueries when {@code depth} is above 0. */
    String of(List<Column> columns, int depth) {
        int dice = draw.below(10);
        if (dice == 0) {
            return "NOT (" + of(columns, depth) + ")";
        }
        if (dice <= 2) {
            return "(" + of(columns, depth) + draw.of(" AND ", " OR ") + of(columns, 0) + ")";
        }
        return depth > 0 && dice <= 6 ? subquery(columns, depth) : simple(columns);
    }

    /** A condition without subqueries. */
    String simple(List<Column> columns) {
        List<Column> ordered =
                columns.stream().filter(c -> c.kind().isOrdered()).toList();
        if (ordered.isEmpty()) {
            return columns.isEmpty() ? "TRUE" : draw.of(columns).text() + " IS NOT NULL";
        }
        List<Column> fields = Relation.fields(columns);
        if (!fields.isEmpty() && draw.chance(0.1)) {
            draw.used(Operator.ROW_TEST);
            String field = draw.of(fields).text();
            return field.substring(1, field.indexOf(')')) + draw.of(" IS NULL", " IS NOT NULL");
        }
        Column column = draw.of(ordered);
        String a = column.text();
        Kind kind = column.kind();
        return switch (draw.below(7)) {
            case 0 -> a + draw.of(" IS NULL", " IS NOT NULL");
            case 1 -> a + " IN (" + scalars.literal(kind) + ", " + scalars.literal(kind) + ")";
            case 2 -> a + draw.of(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + other(a, kind, columns, 1);
            case 3 -> a + " BETWEEN " + scalars.literal(kind) + " AND " + other(a, kind, columns, 0);
            case 4 ->
                kind.isArray()
                        ? ofArray(a, kind, columns)
                        : kind == Kind.TEXT ? a + draw.of(" LIKE 'a%'", " LIKE '%b'") : comparison(a, kind, columns);
            default -> comparison(a, kind, columns);
        };
    }

    private String ofArray(String a, Kind kind, List<Column> columns) {
        draw.used(Operator.ARRAY);
        if (draw.chance(0.5)) {
            return a + draw.of(" @> ", " <@ ", " && ") + scalars.of(kind, columns, 0);
        }
        String element = kind == Kind.TEXTS ? "'a'" : "1";
        return element + draw.of(" = ANY (", " <> ALL (", " < ANY (") + a + ")";
    }

    private String comparison(String a, Kind kind, List<Column> columns) {
        return a + operator() + other(a, kind, columns, 1);
    }

    /** Something else to compare with. */
    private String other(String than, Kind kind, List<Column> columns, int depth) {
        String other = scalars.of(kind, columns, depth);
        return other.equals(than) ? scalars.literal(kind) : other;
    }

    private String operator() {
        return draw.of(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    }

    private String subquery(List<Column> outer, int depth) {
        return draw.make(
                () -> in(outer, depth),
                () -> in(outer, depth),
                () -> exists(outer, depth),
                () -> exists(outer, depth),
                () -> compared(outer, depth),
                () -> quantified(outer, depth));
    }

    private String in(List<Column> outer, int depth) {
        Relation inner = relations.one(depth - 1);
        Optional<Column[]> match = match(outer, inner.columns());
        if (match.isEmpty()) {
            return simple(outer);
        }
        boolean not = draw.chance(0.4);
        draw.used(not ? Operator.NOT_IN_SUBQUERY : Operator.IN_SUBQUERY);
        return match.get()[0].text() + (not ? " NOT IN (" : " IN (") + "SELECT " + match.get()[1].text() + " FROM "
                + inner.text() + condition(outer, inner, 0.3) + ")";
    }

    private String exists(List<Column> outer, int depth) {
        Relation inner = relations.one(depth - 1);
        boolean not = draw.chance(0.5);
        draw.used(not ? Operator.NOT_EXISTS : Operator.EXISTS);
        return (not ? "NOT EXISTS (" : "EXISTS (") + "SELECT 1 FROM " + inner.text() + condition(outer, inner, 0.9)
                + ")";
    }

    private String compared(List<Column> outer, int depth) {
        Optional<String> value = scalar(Kind.EXACT, outer, depth);
        return value.map(v -> scalars.of(draw.of(Kind.INT, Kind.EXACT), outer, 1) + operator() + v)
                .orElseGet(() -> simple(outer));
    }

    private String quantified(List<Column> outer, int depth) {
        Relation inner = relations.one(depth - 1);
        Optional<Column[]> match = match(outer, inner.columns());
        if (match.isEmpty()) {
            return simple(outer);
        }
        draw.used(Operator.ANY_ALL);
        return match.get()[0].text() + operator() + draw.of("ANY", "ALL", "SOME") + " (SELECT " + match.get()[1].text()
                + " FROM " + inner.text() + condition(outer, inner, 0.3) + ")";
    }

    /** A subquery of one row: an aggregate, correlated or not. Empty when no column fits. */
    Optional<String> scalar(Kind kind, List<Column> outer, int depth) {
        Relation inner = relations.one(depth - 1);
        List<Column> fitting = inner.columns().stream()
                .filter(c -> kind.isNumber() ? c.kind() == Kind.INT || c.kind() == Kind.EXACT : c.kind() == kind)
                .filter(c -> kind.hasExtremes())
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        String of = draw.of(fitting).text();
        String value = kind.isNumber()
                ? draw.of("count(*)", "sum(" + of + ")", "max(" + of + ")", "avg(" + of + ")", "count(" + of + ") + 1")
                : draw.of("min(", "max(") + of + ")";
        String where = condition(outer, inner, 0.6);
        draw.used(correlates(where, outer) ? Operator.CORRELATED_SCALAR : Operator.SCALAR_SUBQUERY);
        return Optional.of("(SELECT " + value + " FROM " + inner.text() + where + ")");
    }

    private static boolean correlates(String where, List<Column> outer) {
        return outer.stream().anyMatch(c -> where.contains(c.text()));
    }

    /** WHERE of a subquery: equality with the outer row, perhaps more. */
    private String condition(List<Column> outer, Relation inner, double correlated) {
        List<String> parts = new ArrayList<>();
        if (draw.chance(correlated)) {
            match(outer, inner.columns()).ifPresent(m -> {
                parts.add(m[1].text() + " = " + m[0].text());
                if (draw.chance(0.3)) {
                    match(outer, inner.columns()).ifPresent(r -> {
                        draw.used(Operator.RESIDUAL_IN_SUBQUERY);
                        parts.add(r[1].text() + draw.of(" <= ", " <> ", " > ") + r[0].text());
                    });
                }
            });
        }
        if (draw.chance(0.3)) {
            parts.add(simple(inner.columns()));
        }
        return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
    }

    /** A column of each side that can be compared, of the same kind. */
    Optional<Column[]> match(List<Column> left, List<Column> right) {
        List<Column[]> pairs = new ArrayList<>();
        for (Column a : left) {
            for (Column b : right) {
                if (a.kind() == b.kind() && a.kind().isOrdered() && a.kind() != Kind.BOOL) {
                    pairs.add(new Column[] {a, b});
                }
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(draw.of(pairs));
    }
}
