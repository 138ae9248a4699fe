package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.List;

/** Calls of aggregates over columns. */
final class Aggregates {
    private final Draw draw;
    private final Scalars scalars;
    private final Predicates predicates;

    Aggregates(Draw draw, Scalars scalars, Predicates predicates) {
        this.draw = draw;
        this.scalars = scalars;
        this.predicates = predicates;
    }

    /** @param rounded whether the result may be a rounded number */
    Column call(List<Column> columns, boolean rounded) {
        Column call = switch (draw.below(rounded ? 16 : 14)) {
            case 0 -> counted("count(*)", Kind.INT);
            case 1 ->
                counted(
                        "count(" + distinct() + draw.of(any(columns), "(" + any(columns) + ", " + any(columns) + ")")
                                + ")",
                        Kind.INT);
            case 2, 3 -> sum(columns);
            case 4 -> average(columns);
            case 5, 6 -> extreme(columns);
            case 7 -> logical(columns);
            case 8 -> bits(columns);
            case 9 -> texts(columns);
            case 10 -> percentile(columns);
            case 11 -> mode(columns);
            case 12 -> ofExtreme(columns);
            case 13 -> draw.chance(0.5) ? numericSpread(columns) : draw.chance(0.5) ? json(columns) : array(columns);
            case 14 -> floatSpread(columns);
            default -> regression(columns);
        };
        if (draw.chance(0.15) && !call.text().contains("[1]") && !call.text().endsWith("]")) {
            draw.used(Operator.AGGREGATE_FILTER);
            return new Column(call.text() + " FILTER (WHERE " + predicates.simple(columns) + ")", call.kind());
        }
        return call;
    }

    private Column counted(String text, Kind kind) {
        draw.used(Operator.COUNT);
        return new Column(text, kind);
    }

    private String distinct() {
        if (draw.chance(0.3)) {
            draw.used(Operator.AGGREGATE_DISTINCT);
            return "DISTINCT ";
        }
        return "";
    }

    /** PostgreSQL resolves a call by the types of its arguments, and a text literal has none. */
    private String argument(Kind kind, List<Column> columns, int depth) {
        String argument = scalars.of(kind, columns, depth);
        return argument.startsWith("'") ? "CAST(" + argument + " AS VARCHAR)" : argument;
    }

    private String any(List<Column> columns) {
        List<Column> ordered =
                columns.stream().filter(c -> c.kind().isOrdered()).toList();
        return ordered.isEmpty() ? "1" : draw.of(ordered).text();
    }

    private Kind number(List<Column> columns) {
        List<Column> numbers = columns.stream().filter(c -> c.kind().isNumber()).toList();
        return numbers.isEmpty() ? Kind.INT : draw.of(numbers).kind();
    }

    private Column sum(List<Column> columns) {
        draw.used(Operator.SUM);
        Kind kind = number(columns);
        String text = "sum(" + distinct() + argument(kind, columns, 1) + ")";
        return new Column(text, kind == Kind.FLOAT ? Kind.FLOAT : Kind.EXACT);
    }

    private Column average(List<Column> columns) {
        draw.used(Operator.AVG);
        Kind kind = number(columns);
        return new Column("avg(" + argument(kind, columns, 0) + ")", kind == Kind.FLOAT ? Kind.FLOAT : Kind.EXACT);
    }

    private Column extreme(List<Column> columns) {
        List<Column> fitting =
                columns.stream().filter(c -> c.kind().hasExtremes()).toList();
        Kind kind = fitting.isEmpty() ? Kind.INT : draw.of(fitting).kind();
        String argument = argument(kind, columns, 1);
        if (draw.chance(0.15)) {
            draw.used(Operator.ANY_VALUE);
            return new Column(Dialect.pair("any_value", "min") + "(" + argument + ")", kind);
        }
        draw.used(Operator.MIN_MAX);
        return new Column(draw.of("min(", "max(") + argument + ")", kind);
    }

    private Column logical(List<Column> columns) {
        draw.used(Operator.BOOL_AND_OR);
        return new Column(draw.of("bool_and(", "bool_or(", "every(") + predicates.simple(columns) + ")", Kind.BOOL);
    }

    private Column bits(List<Column> columns) {
        draw.used(Operator.BIT_AND_OR_XOR);
        return new Column(draw.of("bit_and(", "bit_or(", "bit_xor(") + argument(Kind.INT, columns, 0) + ")", Kind.INT);
    }

    private Column texts(List<Column> columns) {
        draw.used(Operator.STRING_AGG);
        String of = argument(Kind.TEXT, columns, 0);
        return new Column("string_agg(" + of + ", '-' ORDER BY " + of + draw.of("", " DESC") + ")", Kind.TEXT);
    }

    private Column json(List<Column> columns) {
        draw.used(Operator.JSON_AGG);
        String of = argument(draw.of(Kind.INT, Kind.TEXT, Kind.DATE, Kind.BOOL), columns, 0);
        if (draw.chance(0.4)) {
            String by = any(columns) + draw.of("", " DESC", " NULLS FIRST");
            return new Column("jsonb_agg(" + of + " ORDER BY " + by + ", " + of + ")", Kind.JSON);
        }
        if (draw.chance(0.3)) {
            String name = "coalesce(" + argument(Kind.TEXT, columns, 0) + ", 'n')";
            return new Column("jsonb_object_agg(" + name + ", " + of + " ORDER BY " + of + ")", Kind.JSON);
        }
        return new Column("jsonb_agg(" + of + " ORDER BY " + of + ")", Kind.JSON);
    }

    private Column array(List<Column> columns) {
        draw.used(Operator.ARRAY_AGG);
        String of = "CAST(" + argument(Kind.TEXT, columns, 0) + " AS TEXT)";
        if (draw.chance(0.5)) {
            String by = any(columns) + draw.of("", " DESC", " NULLS FIRST");
            return new Column("array_agg(" + of + " ORDER BY " + by + ", " + of + ")", Kind.TEXTS);
        }
        return new Column("array_agg(" + distinct() + of + " ORDER BY " + of + ")", Kind.TEXTS);
    }

    private Column percentiles(List<Column> columns) {
        draw.used(Operator.PERCENTILE_ARRAY);
        return draw.chance(0.5)
                ? new Column(
                        "(percentile_cont(ARRAY[0.25, 0.5]) WITHIN GROUP (ORDER BY " + argument(Kind.FLOAT, columns, 0)
                                + "))[2]",
                        Kind.FLOAT)
                : new Column(
                        "percentile_disc(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY " + argument(Kind.TEXT, columns, 0)
                                + ")",
                        Kind.TEXTS);
    }

    private Column hypothetical(List<Column> columns) {
        draw.used(Operator.HYPOTHETICAL_SET);
        String place = draw.below(6) + ") WITHIN GROUP (ORDER BY " + argument(Kind.INT, columns, 0)
                + draw.of("", " DESC", " NULLS FIRST") + ")";
        return new Column(draw.of("rank(", "dense_rank(") + place, Kind.INT);
    }

    private Column percentile(List<Column> columns) {
        if (draw.chance(0.3)) {
            return draw.chance(0.5) ? percentiles(columns) : hypothetical(columns);
        }
        draw.used(Operator.PERCENTILE);
        String within = ") WITHIN GROUP (ORDER BY ";
        if (draw.chance(0.5)) {
            return new Column("percentile_cont(0.5" + within + argument(Kind.FLOAT, columns, 0) + ")", Kind.FLOAT);
        }
        Kind kind = number(columns);
        return new Column("percentile_disc(0.25" + within + argument(kind, columns, 0) + ")", kind);
    }

    private Column mode(List<Column> columns) {
        draw.used(Operator.MODE);
        Kind kind = draw.of(Kind.INT, Kind.TEXT, Kind.DATE);
        return new Column("mode() WITHIN GROUP (ORDER BY " + argument(kind, columns, 0) + ")", kind);
    }

    private Column ofExtreme(List<Column> columns) {
        draw.used(Operator.ARG_MIN_MAX);
        Kind kind = draw.of(Kind.INT, Kind.TEXT);
        String of = argument(kind, columns, 0);
        String by = any(columns);
        boolean least = draw.chance(0.5);
        String theirs = "(array_agg(%s ORDER BY %s%s, %s) FILTER (WHERE %s IS NOT NULL))[1]"
                .formatted(of, by, least ? "" : " DESC", of, by);
        return new Column(Dialect.pair((least ? "arg_min(" : "arg_max(") + of + ", " + by + ")", theirs), kind);
    }

    private Column numericSpread(List<Column> columns) {
        draw.used(Operator.VARIANCE);
        Kind kind = draw.of(Kind.INT, Kind.EXACT);
        return new Column(spread() + argument(kind, columns, 0) + ")", Kind.EXACT);
    }

    private Column floatSpread(List<Column> columns) {
        draw.used(Operator.VARIANCE);
        return new Column(spread() + argument(Kind.FLOAT, columns, 0) + ")", Kind.ROUNDED);
    }

    private String spread() {
        return draw.of("stddev(", "variance(", "var_pop(", "stddev_pop(");
    }

    private Column regression(List<Column> columns) {
        draw.used(Operator.REGRESSION);
        String call = draw.of("covar_pop(", "covar_samp(", "regr_avgx(", "regr_sxx(", "regr_count(");
        return new Column(
                call + argument(Kind.FLOAT, columns, 0) + ", " + argument(Kind.FLOAT, columns, 0) + ")", Kind.ROUNDED);
    }
}
