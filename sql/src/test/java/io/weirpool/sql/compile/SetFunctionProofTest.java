package io.weirpool.sql.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every function that gives rows gives those of PostgreSQL, in its order, and an error where PostgreSQL has one. */
class SetFunctionProofTest {
    /** Operands by the name of the function and their number, or by the kind of the first. */
    private static final Map<String, List<List<String>>> OPERANDS = Map.ofEntries(
            Map.entry(
                    "generate_series INTEGER",
                    List.of(
                            List.of("1", "4", "1"),
                            List.of("1", "6", "2"),
                            List.of("3", "1", "-1"),
                            List.of("3", "1", "1"),
                            List.of("1", "3", "0"),
                            List.of("2147483640", "2147483647", "3"),
                            List.of("-2147483648", "2147483647", "2147483647"),
                            List.of("5", "5", "-1"))),
            Map.entry(
                    "generate_series BIGINT",
                    List.of(
                            List.of("1", "4", "1"),
                            List.of("9223372036854775800", "9223372036854775807", "5"),
                            List.of("-9223372036854775807", "-9223372036854775808", "-1"),
                            List.of("4", "1", "0"))),
            Map.entry(
                    "generate_series DECIMAL",
                    List.of(
                            List.of("1", "3", "1"),
                            List.of("1.0", "2.5", "0.25"),
                            List.of("1.00", "2.5", "0.5"),
                            List.of("3", "1.5", "-0.750"),
                            List.of("1", "2", "0.0"))),
            Map.entry(
                    "generate_series TIMESTAMP",
                    List.of(
                            List.of("2024-01-31 10:00:00", "2024-06-30 00:00:00", "1 month"),
                            List.of("2024-01-01 00:00:00", "2024-01-03 00:00:00", "12:00"),
                            List.of("2024-03-31 00:00:00", "2023-01-01 00:00:00", "-1 month -1 day"),
                            List.of("2024-01-01 00:00:00", "2024-01-02 00:00:00", "0 days"),
                            List.of("2024-01-01 00:00:00", "2024-01-02 00:00:00", "1 month -30 days"))),
            Map.entry(
                    "generate_series DATE",
                    List.of(
                            List.of("2024-02-27", "2024-03-02", "1 day"),
                            List.of("2024-01-31", "2024-06-30", "1 month"),
                            List.of("2024-01-31", "2024-01-31", "1 hour"),
                            List.of("2024-01-31", "2024-01-28", "-36 hours"))),
            Map.entry(
                    "JSON",
                    List.of(
                            List.of("[]"),
                            List.of("[1, \"a\", null, true, [2, \"]\"], {\"a\": \"}\"}]"),
                            List.of("[\"x\\\"y\", \"\\u00e9\\n\", 1.50]"),
                            List.of("[[[]], {}]"),
                            List.of("{}"),
                            List.of("{\"b\": 1, \"a\": null, \"cc\": [1, {\"x\": \",\"}], \"\": \"t\\\"\"}"),
                            List.of("{\"k\\\"q\": {\"z\": 1, \"y\": \"{\"}}"),
                            List.of("\"text\""),
                            List.of("5"),
                            List.of("null"))),
            Map.entry(
                    "string_to_table",
                    List.of(
                            List.of("a,b,,c", ",", ""),
                            List.of("a,b,,c", ",", "b"),
                            List.of("", ",", ""),
                            List.of(",", ",", "x"),
                            List.of("abc", "", "abc"),
                            List.of("a😀b", "NULL", "😀"),
                            List.of("xx--yy--", "--", "NULL"),
                            List.of("aaaa", "aa", "NULL"),
                            List.of("NULL", ",", "NULL"))),
            Map.entry(
                    "jsonb_path_query",
                    JsonPathSamples.VALUES.stream().map(List::of).toList()),
            Map.entry("regexp_split_to_table", texts()),
            Map.entry("regexp_matches", texts()),
            Map.entry(
                    "generate_subscripts",
                    List.of(List.of("{}", "1"), List.of("{NULL,NULL}", "1"), List.of("{NULL}", "2"))),
            Map.entry("unnest BOOLEAN_ARRAY", List.of(List.of("{t,NULL,f}"))),
            Map.entry("unnest SMALLINT_ARRAY", List.of(List.of("{3,NULL,-1}"))),
            Map.entry("unnest INTEGER_ARRAY", List.of(List.of("{3,NULL,-1}"), List.of("{}"), List.of("NULL"))),
            Map.entry("unnest BIGINT_ARRAY", List.of(List.of("{9223372036854775807}"))),
            Map.entry("unnest REAL_ARRAY", List.of(List.of("{1.5,NaN}"))),
            Map.entry("unnest DOUBLE_ARRAY", List.of(List.of("{1.5,Infinity}"))),
            Map.entry("unnest DECIMAL_ARRAY", List.of(List.of("{1.50,NULL,2}"))),
            Map.entry("unnest VARCHAR_ARRAY", List.of(List.of("{a,NULL,\"x, y\",\"\"}"))),
            Map.entry("unnest DATE_ARRAY", List.of(List.of("{2024-02-29,NULL}"))),
            Map.entry("unnest TIME_ARRAY", List.of(List.of("{12:30:00.5}"))),
            Map.entry("unnest TIMESTAMP_ARRAY", List.of(List.of("{\"2024-02-29 12:30:00.5\"}"))),
            Map.entry("unnest TIMESTAMPTZ_ARRAY", List.of(List.of("{\"2024-02-29 12:30:00.5+00\"}"))),
            Map.entry("unnest INTERVAL_ARRAY", List.of(List.of("{\"1 mon 2 days\"}"))),
            Map.entry("unnest UUID_ARRAY", List.of(List.of("{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}"))),
            Map.entry("unnest VARBINARY_ARRAY", List.of(List.of("{\"\\\\x0aff\"}"))),
            Map.entry("unnest JSON_ARRAY", List.of(List.of("{\"{\\\"a\\\": 1}\",NULL}"))));

    private static final List<String> PATTERNS =
            List.of("", ",", "\\s+", "\\s*", "a", "a*", "[,;]", "b|", "x", "^a", "c$", "(a)(b)", "ab?", ".", "😀");

    @TempDir
    static Path directory;

    private static Postgres postgres;

    private static List<List<String>> texts() {
        return Stream.of("a,b,,c", "one two  three", "", "abab", "aaa", " a b ", "a😀b", ",", "NULL")
                .map(List::of)
                .toList();
    }

    @BeforeAll
    static void start() throws SQLException {
        postgres = Postgres.start(directory.resolve("pg"));
    }

    @AfterAll
    static void stop() throws SQLException {
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> equalsPostgres() {
        return FunctionLibrary.sets().stream()
                .map(f -> DynamicTest.dynamicTest(f.signature().toString(), () -> prove(f.signature())));
    }

    private static void prove(Signature signature) throws SQLException {
        TypeKind first = signature.operand(0);
        String kind = first == TypeKind.TIMESTAMPTZ ? "TIMESTAMP" : first.name();
        List<List<String>> given = Stream.of(signature.name() + " " + kind, signature.name(), kind)
                .map(OPERANDS::get)
                .filter(operands -> operands != null)
                .findFirst()
                .orElseThrow();
        List<String> differences = new ArrayList<>();
        for (List<String> operands : given) {
            boolean cut = operands.size() > signature.operands().size();
            if (cut
                    && signature.name().equals("generate_series")
                    && !operands.get(2).equals("1")) {
                continue; // another series, perhaps of a billion values
            }
            List<String> patterns = patterns(signature);
            for (String pattern : patterns) {
                List<String> all = !pattern.isEmpty() || patterns.size() > 1
                        ? List.of(operands.get(0), pattern)
                        : operands.subList(0, signature.operands().size());
                String found = ours(signature, all);
                String wanted = theirs(signature, all);
                if (!found.equals(wanted)) {
                    differences.add(signature + " of " + all + ": PostgreSQL " + wanted + ", ours " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** What to try for the second operand, where it is a constant. */
    private static List<String> patterns(Signature signature) {
        return switch (signature.name()) {
            case "regexp_split_to_table", "regexp_matches" -> PATTERNS;
            case "jsonb_path_query" -> JsonPathSamples.PATHS;
            default -> List.of("");
        };
    }

    private static String ours(Signature signature, List<String> texts) {
        List<Expression> operands = new ArrayList<>();
        @Nullable Object[] values = new @Nullable Object[texts.size()];
        for (int i = 0; i < values.length; i++) {
            SqlType type = SqlType.of(signature.operand(i));
            values[i] = texts.get(i).equals("NULL") ? null : value(type, texts.get(i));
            boolean pattern = patterns(signature).size() > 1 && i == 1;
            operands.add(pattern ? new Constant(values[i], type.notNull()) : new Input(i, type));
        }
        try {
            Expression.Call call =
                    Expressions.set(signature.name(), operands, Set.of()).orElseThrow();
            assertThat(call.type().kind()).isEqualTo(signature.result());
            List<String> rows = new ArrayList<>();
            SetCall.of(call)
                    .values(values)
                    .forEach(row -> rows.add(String.valueOf(FunctionProofTest.text(signature.result(), row))));
            return rows.toString();
        } catch (ExpressionFailure e) {
            return "!";
        }
    }

    private static @Nullable Object value(SqlType type, String text) {
        Expression constant =
                new Constant(text, SqlType.varchar(SqlType.UNBOUNDED).notNull());
        Expression cast = type.kind() == TypeKind.VARCHAR
                ? constant
                : Conversion.to(constant, type).orElseThrow();
        return ExpressionCompiler.compile(Optional.empty(), List.of(cast)).apply(new Object[0])[0];
    }

    private static String theirs(Signature signature, List<String> texts) {
        String operands = IntStream.range(0, texts.size())
                .mapToObj(i -> texts.get(i).equals("NULL")
                        ? "NULL::" + Postgres.type(signature.operand(i))
                        : "'%s'::%s".formatted(texts.get(i).replace("'", "''"), type(signature, i)))
                .collect(Collectors.joining(", "));
        String[] name = signature.name().split("\\.");
        String column = name.length > 1 ? name[1] : "x";
        String from = name[0] + "(" + operands + ")" + (name.length > 1 ? "" : " AS t(x)");
        String type = "SELECT pg_typeof(" + column + ") FROM " + from + " LIMIT 1";
        try {
            String shown = postgres.query(
                    "SELECT '[' || coalesce(string_agg(coalesce(%1$s::text, 'null'), ', ' ORDER BY n), '') || ']' FROM (SELECT %1$s, row_number() OVER () AS n FROM %2$s) AS r"
                            .formatted(column, from));
            if (!shown.equals("[]")) {
                assertThat(postgres.query(type)).isEqualTo(Postgres.typeName(signature.result()));
            }
            return shown;
        } catch (SQLException e) {
            return "!";
        }
    }

    private static String type(Signature signature, int operand) {
        return operand == 1 && signature.name().equals("jsonb_path_query")
                ? "jsonpath"
                : Postgres.type(signature.operand(operand));
    }

    @TestFactory
    Stream<DynamicTest> operandsChooseTheFunctionOfPostgres() {
        List<TypeKind> kinds = List.of(
                TypeKind.INTEGER,
                TypeKind.BIGINT,
                TypeKind.DECIMAL,
                TypeKind.DOUBLE,
                TypeKind.VARCHAR,
                TypeKind.DATE,
                TypeKind.TIMESTAMP,
                TypeKind.TIMESTAMPTZ,
                TypeKind.INTERVAL);
        return kinds.stream()
                .map(a -> DynamicTest.dynamicTest("generate_series of " + a, () -> {
                    for (TypeKind b : kinds) {
                        agrees(List.of(a, b));
                        for (TypeKind c : kinds) {
                            agrees(List.of(a, b, c));
                        }
                    }
                }));
    }

    /** The same type, or refused by us. */
    private static void agrees(List<TypeKind> kinds) {
        List<Expression> inputs = IntStream.range(0, kinds.size())
                .mapToObj(i -> (Expression) new Input(i, SqlType.of(kinds.get(i))))
                .toList();
        Optional<Expression.Call> ours = Expressions.set("generate_series", inputs, Set.of());
        if (ours.isPresent()) {
            Signature any = new Signature("generate_series", kinds, TypeKind.VARCHAR, false);
            assertThat(postgres.setTypeOf(PostgresForm.of(any, PostgresForm.parameters(kinds.size())), kinds))
                    .as(kinds.toString())
                    .isEqualTo(Postgres.typeName(ours.get().type().kind()));
        }
    }
}
