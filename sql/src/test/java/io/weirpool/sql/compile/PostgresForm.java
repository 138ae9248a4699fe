package io.weirpool.sql.compile;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A function of the library as PostgreSQL writes it. */
final class PostgresForm {
    private static final List<String> INFIX = List.of(
            "+", "-", "*", "/", "%", "=", "<>", "<", "<=", ">", ">=", "||", "~", "~*", "like", "ilike", "->", "->>",
            "#>", "#>>", "&", "|", "#", "<<", ">>", "@>", "<@", "&&", "?", "?|", "?&", "#-", "^", "^@", "@?", "@@");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("negate", "(- %s)"),
            Map.entry("~", "(~ %s)"),
            Map.entry("@", "(@ %s)"),
            Map.entry("|/", "(|/ %s)"),
            Map.entry("||/", "(||/ %s)"),
            Map.entry("extract", "extract(%s FROM %s)"),
            Map.entry("is-json", "(%s IS JSON)"),
            Map.entry("is-json-object", "(%s IS JSON OBJECT)"),
            Map.entry("is-json-array", "(%s IS JSON ARRAY)"),
            Map.entry("is-json-scalar", "(%s IS JSON SCALAR)"),
            Map.entry("json-record", "CASE WHEN (SELECT count(*) FROM jsonb_object_keys(%1$s)) >= 0 THEN %1$s END"),
            Map.entry("json-exists", "JSON_EXISTS(%s, %s)"),
            Map.entry("json-value", "JSON_VALUE(%s, %s)"),
            Map.entry(
                    "json-value-fails",
                    "(SELECT jsonb_array_length(x) > 1 OR (x <> '[]' AND jsonb_typeof(x -> 0) IN ('array', 'object'))"
                            + " FROM jsonb_path_query_array(%s, %s) AS x)"),
            Map.entry("json-query", "JSON_QUERY(%s, %s)"),
            Map.entry("json-query-fails", "(jsonb_array_length(jsonb_path_query_array(%s, %s)) > 1)"),
            Map.entry("json-query-wrapped", "JSON_QUERY(%s, %s WITH WRAPPER)"),
            Map.entry("json-query-wrapped-if-several", "JSON_QUERY(%s, %s WITH CONDITIONAL WRAPPER)"),
            Map.entry("array_fill", "CASE WHEN %2$s IS NOT NULL THEN array_fill(%1$s, %2$s) END"),
            Map.entry("{?}", "coalesce(%s, '{}')"),
            Map.entry("[]", "(%s)[%s]"),
            Map.entry("[:]", "(%s)[%s:%s]"));

    private PostgresForm() {}

    /** @param arguments parameters or literals */
    static String of(Signature signature, List<String> arguments) {
        String name = signature.name();
        if (name.startsWith("CAST_")) {
            return "CAST(" + arguments.get(0) + " AS " + Postgres.type(signature.result()) + ")";
        }
        if (INFIX.contains(name) && arguments.size() == 2) {
            return "(" + arguments.get(0) + " " + name + " " + arguments.get(1) + ")";
        }
        if (name.matches("(=|<>|[<>]=?|~~[*]?|~[*]?)(any|all)")) {
            int end = name.length() - 3;
            return "(%s %s %s(%s))"
                    .formatted(arguments.get(0), name.substring(0, end), name.substring(end), arguments.get(1));
        }
        if (name.equals("jsonb_build_object") && !arguments.isEmpty()) {
            // Ours takes names that are JSON already. Where all is NULL only the type is asked for.
            String pairs = IntStream.range(0, arguments.size())
                    .mapToObj(i -> i % 2 == 0 ? "(%s #>> '{}')".formatted(arguments.get(i)) : arguments.get(i))
                    .collect(Collectors.joining(", "));
            return "CASE WHEN coalesce(%s) IS NOT NULL THEN jsonb_build_object(%s) END"
                    .formatted(String.join(", ", arguments), pairs);
        }
        if (name.endsWith("[]") && !name.equals("[]")) {
            String function = name.substring(0, name.length() - 2);
            int last = arguments.size() - 1;
            return "(%s(%s))[%s]"
                    .formatted(function, String.join(", ", arguments.subList(0, last)), arguments.get(last));
        }
        if (name.startsWith("read-")) {
            return "JSON_VALUE(to_jsonb(%s), '$' RETURNING %s)"
                    .formatted(arguments.get(0), Postgres.type(signature.result()));
        }
        if (name.equals("normalize") || name.equals("overlaps")) {
            return "\"" + name + "\"(" + String.join(", ", arguments) + ")"; // words of its grammar, without quotes
        }
        String other = OTHERS.get(name);
        if (name.equals("{}")) {
            return "ARRAY[" + String.join(", ", arguments) + "]";
        }
        if (name.equals("{row}")) {
            return "ROW(" + String.join(", ", arguments) + ")::text";
        }
        return other != null ? other.formatted(arguments.toArray()) : name + "(" + String.join(", ", arguments) + ")";
    }

    static List<String> parameters(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "$" + i).collect(Collectors.toList());
    }
}
