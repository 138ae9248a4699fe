package io.weirpool.e2e.oracle;

import io.weirpool.e2e.oracle.Relation.Column;
import java.util.List;

/** Expressions of a kind over columns. */
final class Scalars {
    private static final double COLUMN = 0.65;

    private final Draw draw;

    Scalars(Draw draw) {
        this.draw = draw;
    }

    /** @param depth how many operators deep at most */
    String of(Kind kind, List<Column> columns, int depth) {
        List<Column> fitting = columns.stream().filter(c -> c.kind() == kind).toList();
        if (depth == 0 || draw.chance(COLUMN)) {
            return fitting.isEmpty() ? literal(kind) : draw.of(fitting).text();
        }
        return switch (kind) {
            case INT -> integer(columns, depth - 1);
            case EXACT -> exact(columns, depth - 1);
            case FLOAT -> common(kind, columns, depth - 1);
            case TEXT -> text(columns, depth - 1);
            case TIMESTAMP -> timestamp(columns, depth - 1);
            case INTERVAL -> interval(columns, depth - 1);
            case INTEGERS, TEXTS -> array(kind, columns, depth - 1);
            case BYTES, JSON, ROUNDED ->
                fitting.isEmpty() ? literal(kind) : draw.of(fitting).text();
            default -> common(kind, columns, depth - 1);
        };
    }

    private String integer(List<Column> columns, int depth) {
        String a = of(Kind.INT, columns, depth);
        return switch (draw.below(9)) {
            case 0 -> "(" + a + " + " + of(Kind.INT, columns, depth) + ")";
            case 1 -> "(" + a + " - " + of(Kind.INT, columns, depth) + ")";
            case 2 -> "(" + a + " * " + (draw.below(5) - 1) + ")";
            case 3 -> "abs(" + a + ")";
            case 4 -> "mod(" + a + ", 3)";
            case 5 -> "(" + a + " / 2)";
            case 6 -> "length(" + of(Kind.TEXT, columns, depth) + ")";
            case 7 -> {
                draw.used(Operator.ARRAY);
                String array = of(draw.of(Kind.INTEGERS, Kind.TEXTS), columns, depth);
                yield draw.chance(0.5) ? "cardinality(" + array + ")" : "array_length(" + array + ", 1)";
            }
            default -> common(Kind.INT, columns, depth);
        };
    }

    private String exact(List<Column> columns, int depth) {
        String a = of(Kind.EXACT, columns, depth);
        return switch (draw.below(6)) {
            case 0 -> "(" + a + " + " + of(Kind.INT, columns, depth) + ")";
            case 1 -> "(" + a + " * 1.5)";
            case 2 -> "round(" + a + ", 1)";
            case 3 -> "(" + a + " / 4.0)";
            default -> common(Kind.EXACT, columns, depth);
        };
    }

    private String text(List<Column> columns, int depth) {
        String a = of(Kind.TEXT, columns, depth);
        return switch (draw.below(8)) {
            case 5 -> "(" + of(Kind.JSON, columns, 0) + " ->> 'a')";
            case 0 -> "upper(" + a + ")";
            case 1 -> "(" + a + " || " + of(Kind.TEXT, columns, depth) + ")";
            case 2 -> "substring(" + a + ", 1, 2)";
            case 3 -> "CAST(" + of(Kind.INT, columns, depth) + " AS VARCHAR)";
            case 4 -> "replace(" + a + ", 'a', 'xy')";
            default -> common(Kind.TEXT, columns, depth);
        };
    }

    private String interval(List<Column> columns, int depth) {
        String a = of(Kind.INTERVAL, columns, depth);
        return switch (draw.below(4)) {
            case 0 -> "(" + a + " * 2)";
            case 1 -> "(" + of(Kind.TIMESTAMP, columns, 0) + " - " + of(Kind.TIMESTAMP, columns, 0) + ")";
            default -> common(Kind.INTERVAL, columns, depth);
        };
    }

    private String timestamp(List<Column> columns, int depth) {
        String a = of(Kind.TIMESTAMP, columns, depth);
        return switch (draw.below(5)) {
            case 2 -> "(" + a + draw.of(" + ", " - ") + of(Kind.INTERVAL, columns, depth) + ")";
            case 0 -> "date_trunc('hour', " + a + ")";
            case 1 -> "(" + a + " + INTERVAL '1' HOUR)";
            default -> common(Kind.TIMESTAMP, columns, depth);
        };
    }

    private String array(Kind kind, List<Column> columns, int depth) {
        draw.used(Operator.ARRAY);
        String a = of(kind, columns, depth);
        String element = kind == Kind.TEXTS ? draw.of("'a'::text", "NULL::text") : draw.of("1", "NULL::integer");
        return switch (draw.below(6)) {
            case 0 -> "(" + a + " || " + of(kind, columns, depth) + ")";
            case 1 -> "array_append(" + a + ", " + element + ")";
            case 2 -> "array_remove(" + a + ", " + element + ")";
            case 3 -> "(" + a + ")[1:2]";
            case 4 -> "ARRAY[(" + a + ")[1], " + element + "]";
            default -> common(kind, columns, depth);
        };
    }

    /** What all kinds have. */
    private String common(Kind kind, List<Column> columns, int depth) {
        String a = of(kind, columns, depth);
        String same = of(kind, columns, 0);
        String b = same.equals(a) ? literal(kind) : same;
        // NULLIF of BIGINT and NUMERIC has another type here
        switch (kind == Kind.EXACT ? 2 * draw.below(2) : draw.below(3)) {
            case 0:
                return "coalesce(" + a + ", " + b + ")";
            case 1:
                return "nullif(" + a + ", " + b + ")";
            default:
                draw.used(Operator.CASE);
                return "CASE WHEN " + of(draw.of(Kind.INT, Kind.EXACT), columns, depth) + " > " + literal(Kind.INT)
                        + " THEN " + a + " ELSE " + b + " END";
        }
    }

    String literal(Kind kind) {
        return switch (kind) {
            case BOOL -> draw.of("TRUE", "FALSE");
            case INT -> Integer.toString(draw.below(9));
            case EXACT -> draw.of("0.50", "1.25", "2.00");
            case FLOAT -> cast(draw.of("0.5", "2.25", "4"), kind);
            case TEXT -> draw.of("'a'", "'ab'", "'b'", "''");
            case CHAR -> cast(draw.of("'a'", "'ab'"), kind);
            case DATE -> draw.of("DATE '2024-02-28'", "DATE '2024-02-29'");
            case TIME -> draw.of("TIME '01:15:30'", "TIME '02:00:00'");
            case TIMESTAMP -> draw.of("TIMESTAMP '2024-02-28 23:00:00'", "TIMESTAMP '2024-02-29 01:30:00'");
            case TIMESTAMPTZ -> cast("'2024-02-29 00:00:00+00'", kind);
            case UUID -> cast("'00000000-0000-0001-8000-000000000001'", kind);
            case BYTES, ROUNDED -> cast("NULL", kind);
            case JSON -> cast(draw.of("'{\"a\": 1}'", "'[]'", "'5.0'", "NULL"), kind);
            case INTERVAL -> cast(draw.of("'1 day'", "'01:30:00'", "'2 mons'"), kind);
            case INTEGERS -> cast(draw.of("'{1}'", "'{1,2}'", "'{}'", "'{NULL,0}'"), kind);
            case TEXTS -> cast(draw.of("'{a}'", "'{a,b}'", "'{}'", "'{\"\",NULL}'"), kind);
        };
    }

    private static String cast(String literal, Kind kind) {
        return "CAST(" + literal + " AS " + kind.type() + ")";
    }
}
