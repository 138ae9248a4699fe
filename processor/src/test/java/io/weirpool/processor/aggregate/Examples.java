package io.weirpool.processor.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Aggregate calls with what PostgreSQL is asked for in their place. */
final class Examples {
    /** How results are compared. */
    enum Comparison {
        /** The same text. */
        TEXT,
        /** Numbers are equal: PostgreSQL says nothing of the zeros at their end. */
        NUMBER,
        /** DOUBLE to 10^-9 of the value: PostgreSQL rounds at each row. */
        NEARLY
    }

    record Example(String ours, String postgres, Comparison comparison) {}

    private static final List<String> EXACT = List.of("s", "i", "l", "d", "n");
    private static final List<String> FLOATS = List.of("r", "x", "z");
    private static final List<String> ORDERED = Stream.of(
                    EXACT.stream(), FLOATS.stream(), Stream.of("t", "v", "c", "dt", "tm", "ts", "tz", "y2"))
            .flatMap(columns -> columns)
            .toList();
    private static final List<String> ALL =
            Stream.concat(ORDERED.stream(), Stream.of("b", "u")).toList();

    private final List<Example> examples = new ArrayList<>();

    private void same(Comparison comparison, String... calls) {
        for (String call : calls) {
            examples.add(new Example(call, call, comparison));
        }
    }

    private void text(String ours, String postgres) {
        examples.add(new Example(ours, postgres, Comparison.TEXT));
    }

    static List<Example> all() {
        Examples all = new Examples();
        all.counts();
        all.sums();
        all.spread();
        all.regression();
        all.bits();
        all.extremes();
        all.places();
        all.texts();
        all.json();
        all.arrays();
        return all.examples;
    }

    private void counts() {
        same(Comparison.TEXT, "count(*)", "count(t)", "count(*) FILTER (WHERE f)", "count(i) FILTER (WHERE x > 0)");
        text("count(i, t)", "count(*) FILTER (WHERE i IS NOT NULL AND t IS NOT NULL)");
        text("count(DISTINCT i, t)", "count(DISTINCT (i, t)) FILTER (WHERE i IS NOT NULL AND t IS NOT NULL)");
        text("approx_count_distinct(t)", "count(DISTINCT t)");
        for (String column : ALL) {
            same(Comparison.TEXT, "count(DISTINCT %s)".formatted(column));
        }
        same(Comparison.TEXT, "count(DISTINCT t) FILTER (WHERE f)");
    }

    private void sums() {
        for (String column : EXACT) {
            same(Comparison.TEXT, "sum(%s)".formatted(column), "avg(%s)".formatted(column));
            same(Comparison.TEXT, "sum(%s) FILTER (WHERE f)".formatted(column));
            same(Comparison.NUMBER, "sum(DISTINCT %s)".formatted(column), "avg(DISTINCT %s)".formatted(column));
        }
        for (String column : FLOATS) {
            same(Comparison.NEARLY, "sum(%s)".formatted(column), "avg(%s) FILTER (WHERE f)".formatted(column));
            same(Comparison.NEARLY, "sum(DISTINCT %s)".formatted(column));
        }
    }

    private void spread() {
        List<String> names = List.of("var_pop", "var_samp", "variance", "stddev_pop", "stddev_samp", "stddev");
        for (String name : names) {
            EXACT.forEach(column -> same(Comparison.TEXT, "%s(%s)".formatted(name, column)));
            FLOATS.forEach(column -> same(Comparison.NEARLY, "%s(%s)".formatted(name, column)));
            same(Comparison.TEXT, name + "(i) FILTER (WHERE f)", name + "(DISTINCT i)");
            same(Comparison.NEARLY, name + "(DISTINCT x) FILTER (WHERE f)");
        }
    }

    private void regression() {
        List<String> names = List.of(
                "covar_pop",
                "covar_samp",
                "corr",
                "regr_avgx",
                "regr_avgy",
                "regr_intercept",
                "regr_r2",
                "regr_slope",
                "regr_sxx",
                "regr_sxy",
                "regr_syy");
        for (String name : names) {
            same(
                    Comparison.NEARLY,
                    name + "(y, x)",
                    name + "(x, y) FILTER (WHERE f)",
                    name + "(x, z)",
                    name + "(z, x)");
            same(Comparison.NEARLY, name + "(d, s)", name + "(r, i)");
        }
        same(Comparison.TEXT, "regr_count(y, x)", "regr_count(d, i) FILTER (WHERE f)");
    }

    private void bits() {
        same(
                Comparison.TEXT,
                "bool_and(b)",
                "bool_or(b)",
                "every(b)",
                "bool_and(b) FILTER (WHERE f)",
                "bool_or(x > 7)");
        for (String column : List.of("s", "i", "l")) {
            for (String name : List.of("bit_and", "bit_or", "bit_xor")) {
                same(Comparison.TEXT, "%s(%s)".formatted(name, column), "%s(DISTINCT %s)".formatted(name, column));
                same(Comparison.TEXT, "%s(%s) FILTER (WHERE f)".formatted(name, column));
            }
        }
    }

    private static Comparison of(String column) {
        return column.equals("n") ? Comparison.NUMBER : Comparison.TEXT;
    }

    private void extremes() {
        for (String column : ORDERED) {
            same(of(column), "min(%s)".formatted(column), "max(%s) FILTER (WHERE f)".formatted(column));
        }
        for (String column : ALL) {
            examples.add(new Example(
                    "any_value(%s)".formatted(column),
                    "(array_agg(%1$s ORDER BY %1$s))[1]".formatted(column),
                    of(column)));
            examples.add(new Example(
                    "arg_min(%s, i)".formatted(column),
                    "(array_agg(%1$s ORDER BY i, %1$s) FILTER (WHERE i IS NOT NULL))[1]".formatted(column),
                    of(column)));
            text(
                    "max_by(t, %s) FILTER (WHERE f)".formatted(column),
                    "(array_agg(t ORDER BY %1$s DESC, t) FILTER (WHERE f AND %1$s IS NOT NULL))[1]".formatted(column));
        }
        text("arg_max(j, x)", "(array_agg(j ORDER BY x DESC, j::text COLLATE \"C\") FILTER (WHERE x IS NOT NULL))[1]");
        text("min_by(id, t)", "(array_agg(id ORDER BY t, id) FILTER (WHERE t IS NOT NULL))[1]");
    }

    private void places() {
        for (String fraction : List.of("0", "0.3", "0.5", "1")) {
            for (String column : List.of("s", "i", "l", "d", "r", "x", "y")) {
                same(Comparison.TEXT, "percentile_cont(%s) WITHIN GROUP (ORDER BY %s)".formatted(fraction, column));
            }
            for (String column : ALL) {
                same(
                        of(column),
                        "percentile_disc(%s) WITHIN GROUP (ORDER BY %s)".formatted(fraction, column),
                        "percentile_disc(%s) WITHIN GROUP (ORDER BY %s DESC) FILTER (WHERE f)"
                                .formatted(fraction, column));
            }
        }
        same(Comparison.NEARLY, "percentile_cont(0.9) WITHIN GROUP (ORDER BY n)");
        same(Comparison.TEXT, "percentile_cont(0.25) WITHIN GROUP (ORDER BY x DESC) FILTER (WHERE f)");
        for (String column : ALL) {
            same(
                    of(column),
                    "mode() WITHIN GROUP (ORDER BY %s)".formatted(column),
                    "mode() WITHIN GROUP (ORDER BY %s DESC) FILTER (WHERE f)".formatted(column));
        }
    }

    private void texts() {
        same(
                Comparison.TEXT,
                "string_agg(t, ',' ORDER BY id)",
                "string_agg(t, v ORDER BY id DESC)",
                "string_agg(t, v ORDER BY x NULLS FIRST, id) FILTER (WHERE f)",
                "string_agg(t, ', ' ORDER BY x DESC NULLS LAST, dt DESC, id)",
                "string_agg(v, NULL ORDER BY id)",
                "string_agg(c, '-' ORDER BY id)",
                "string_agg(t || v, '' ORDER BY i DESC, id)",
                "string_agg(DISTINCT t, ',')",
                "string_agg(DISTINCT t, ',' ORDER BY t DESC)",
                "string_agg(DISTINCT v, ',' ORDER BY v) FILTER (WHERE f)");
        text("string_agg(t, ',')", "string_agg(t, ',' ORDER BY t)");
        text("listagg(t) WITHIN GROUP (ORDER BY id)", "string_agg(t, '' ORDER BY id)");
        text(
                "listagg(t, ';') WITHIN GROUP (ORDER BY id DESC) FILTER (WHERE f)",
                "string_agg(t, ';' ORDER BY id DESC) FILTER (WHERE f)");
    }

    private void arrays() {
        // CHAR gets its blanks back in the table only
        Stream.concat(ALL.stream(), Stream.of("j"))
                .filter(column -> !column.equals("c"))
                .forEach(column -> same(Comparison.TEXT, "array_agg(%s ORDER BY id)".formatted(column)));
        text("array_agg(t)", "array_agg(t ORDER BY t)");
        same(
                Comparison.TEXT,
                "array_agg(i ORDER BY t DESC NULLS LAST, id) FILTER (WHERE f)",
                "array_agg(i ORDER BY x NULLS FIRST, id DESC)",
                "array_agg(DISTINCT i)",
                "array_agg(DISTINCT t ORDER BY t DESC) FILTER (WHERE f)",
                "array_agg(t || v ORDER BY id)",
                "(array_agg(t ORDER BY id))[2]",
                "array_to_string(array_agg(i ORDER BY id), '-', '*')",
                "cardinality(array_agg(i))",
                "jsonb_agg(ia ORDER BY id)",
                "jsonb_agg(ta ORDER BY id)",
                "count(DISTINCT ia)",
                "count(ta)",
                "min(ia)",
                "max(ia) FILTER (WHERE f)",
                "min(ta)",
                "max(ta)",
                "mode() WITHIN GROUP (ORDER BY ta)",
                "percentile_disc(0.5) WITHIN GROUP (ORDER BY ia)",
                "array_agg(id ORDER BY ia, ta DESC, id)");
        text("arg_max(i, ia)", "(array_agg(i ORDER BY ia DESC, i) FILTER (WHERE ia IS NOT NULL))[1]");
    }

    private void json() {
        for (String column : Stream.concat(ALL.stream(), Stream.of("j")).toList()) {
            same(Comparison.TEXT, "jsonb_agg(%s ORDER BY id)".formatted(column));
        }
        text("json_agg(i ORDER BY i DESC, id)", "jsonb_agg(i ORDER BY i DESC, id)");
        text("json_agg(t)", "jsonb_agg(t ORDER BY t)");
        text("json_agg(DISTINCT i)", "jsonb_agg(DISTINCT i)");
        same(Comparison.TEXT, "jsonb_agg(t ORDER BY x, id) FILTER (WHERE f)", "jsonb_agg(DISTINCT t ORDER BY t DESC)");
        for (String name : List.of("t", "c", "i", "d", "b", "dt", "ts", "tz", "u")) {
            same(
                    Comparison.TEXT,
                    "jsonb_object_agg(%1$s, i ORDER BY id) FILTER (WHERE %1$s IS NOT NULL)".formatted(name));
        }
        text(
                "jsonb_object_agg(t, x ORDER BY id) FILTER (WHERE t IS NOT NULL AND f)",
                "jsonb_object_agg(t, x ORDER BY id) FILTER (WHERE t IS NOT NULL AND f)");
    }
}
