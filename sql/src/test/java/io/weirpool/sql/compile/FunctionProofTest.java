package io.weirpool.sql.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every function of the library gives what PostgreSQL gives: the same text for the same operands, of the same type, and an
 * error where PostgreSQL has one. {@code -Dprove=regex} proves some. A new function is under this proof without further ado, as the library is what is asked.
 */
class FunctionProofTest {
    private static final int ROWS_PER_FUNCTION = 150;
    private static final int ROWS_PER_CONSTANT = 15;
    private static final long SEED = 20_010_615;

    /** What to try for operands that must be constants. */
    private static final Map<Class<?>, List<String>> CONSTANTS = Map.ofEntries(
            Map.entry(
                    LikePattern.class,
                    List.of(
                            "", "%", "_", "a%", "%a", "%a%b%", "a_c", "\\%", "100\\%", "%\\_%", "😀", "_😀_", "%日%",
                            "a%%c", "%%")),
            Map.entry(LikePattern.IgnoringCase.class, List.of("ABC", "%a%", "Ä%", "h_LLO%", "k")),
            Map.entry(
                    Regex.class,
                    List.of(
                            "a",
                            "^a",
                            "c$",
                            "a+b*",
                            "a|bc",
                            "(ab)+",
                            "[a-c]x?",
                            "[^a-z]",
                            "\\d+",
                            "\\s",
                            "\\w+\\W",
                            "^$",
                            "",
                            "[[:alpha:]]+\\.",
                            "a{2,3}",
                            "a{2}$",
                            ".",
                            "^.$",
                            "日|😀",
                            "\\\\",
                            "(?:a|b)c",
                            "[]a]",
                            "\\S+\\s\\S",
                            "[\\d.]+",
                            "X.*?b",
                            "é",
                            "(?i)ABC",
                            "(.)\\1",
                            "\\yb",
                            "a(?!b)",
                            "(?<=a)b")),
            Map.entry(Regex.IgnoringCase.class, List.of("(A)\\1", "É", "ABC", "[k-s]", "[^k]", "^HELLO", "\\w$")),
            Map.entry(
                    RegexText.class,
                    List.of(
                            "a",
                            "a+",
                            "a|ab",
                            "^a",
                            "(a|aX)(b|Xb)?",
                            "日",
                            "X?",
                            "a(b)c",
                            "([a-z]+?)[^a-z]+([a-z]*)",
                            "(.*)X",
                            "(a)\\1",
                            "(?=b).",
                            "\\m\\w+\\M",
                            "([^,]*),([^,]*)",
                            "((a)|b)*",
                            "a # x")),
            Map.entry(RegexReplacement.class, List.of("", "<\\&>", "\\\\", "$1\\x", "[\\1\\2]")),
            Map.entry(RegexText.Flags.class, List.of("", "g", "i", "gn", "xi", "q")),
            Map.entry(
                    DatePart.class,
                    Stream.of(DatePart.values()).map(DatePart::name).toList()),
            Map.entry(
                    DatePart.OfDate.class,
                    Stream.of(DatePart.values()).skip(5).map(DatePart::name).toList()),
            Map.entry(
                    DatePart.OfMoment.class,
                    Stream.concat(
                                    Stream.of(DatePart.values()).map(DatePart::name),
                                    Stream.of("timezone", "timezone_hour", "timezone_minute"))
                            .toList()),
            Map.entry(
                    DatePart.OfInterval.class,
                    List.of(
                            "microseconds",
                            "milliseconds",
                            "second",
                            "minute",
                            "hour",
                            "day",
                            "week",
                            "month",
                            "quarter",
                            "year",
                            "decade",
                            "century",
                            "millennium",
                            "epoch")),
            Map.entry(
                    TimeUnit.OfInterval.class,
                    List.of(
                            "microseconds",
                            "milliseconds",
                            "second",
                            "minute",
                            "hour",
                            "day",
                            "month",
                            "quarter",
                            "year",
                            "decade",
                            "century",
                            "millennium")),
            Map.entry(
                    Zones.Zone.class,
                    List.of(
                            "UTC",
                            "PST",
                            "EDT",
                            "cet",
                            "America/New_York",
                            "Europe/Berlin",
                            "Asia/Kolkata",
                            "Australia/Lord_Howe",
                            "America/Sao_Paulo",
                            "us/pacific",
                            "Europe/Amsterdam",
                            "Asia/Manila",
                            "PST8PDT",
                            "+05:30",
                            "-8",
                            "UTC+3",
                            "Etc/GMT+5",
                            "nst",
                            "Singapore",
                            "America/Tijuana",
                            "Pacific/Apia")),
            Map.entry(
                    MomentParts.ClockZone.class,
                    List.of("+05:30", "-8", "America/New_York", "utc", "EST", "-03:30:15")),
            Map.entry(
                    DatePart.OfTime.class,
                    List.of("microseconds", "milliseconds", "second", "minute", "hour", "epoch")),
            Map.entry(
                    TimeUnit.class,
                    Stream.of(TimeUnit.values()).map(TimeUnit::name).toList()),
            Map.entry(
                    TimeFormat.class,
                    List.of(
                            "YYYY-MM-DD",
                            "HH24:MI:SS.US",
                            "HH12:MI AM",
                            "HH pm",
                            "Month|".replace("|", ""),
                            "MON DD, YYYY",
                            "day Dy DY D ID",
                            "DDD Q IW IYYY",
                            "\"on\" DD/MM/YY MS",
                            "Day month Mon mon dy MONTH DAY",
                            "",
                            "yyyy-mm-dd hh24:mi:ss.us",
                            "FMDay, FMDD FMMonth YYYY",
                            "FMHH12:FMMI:SS p.m. A.M.",
                            "HH24:MI:SS.MS",
                            "Q WW W IW D ID DDD IDDD J",
                            "YYY YY Y IYYY IYY IY I CC Y,YYY",
                            "FF1 FF2 FF3 FF4 FF5 FF6 ssss SSSSS",
                            "DDth MMTH YYYYth ddd FMDDTH Dth",
                            "RM rm FMRM BC ad B.C. a.d.",
                            "TZ tz TZH:TZM OF",
                            "the T \"quoted YYYY\" \\\"x\\\" é",
                            "YYYY MM DD HH HH12 HH24 MI SS MS US",
                            "FMYYYY-FMMM-FMDD FMHH24:FMMI:FMSS",
                            "FMHH24 FMMS FMUS DDSP",
                            "YYYYMM")),
            Map.entry(
                    TimeFormat.OfInterval.class,
                    List.of(
                            "",
                            "YYYY-MM-DD HH24:MI:SS.US",
                            "YYY YY Y FMYYYY-FMMM-FMDD",
                            "HH HH12 AM p.m. MS FF1 FF3 SSSS SSSSS",
                            "DDth MMTH FMHH24 FMMS DDSP \"d\"")),
            Map.entry(UnicodeText.Form.class, List.of("nfc", "NFD", "nfkc", "NFKD")),
            Map.entry(
                    TimePattern.class,
                    List.of(
                            "YYYY-MM-DD",
                            "YYYYMMDD",
                            "YYYY",
                            "DD/MM/YYYY",
                            "YYYY-MM-DD HH24:MI:SS",
                            "yyyy-mm-dd hh24:mi:ss.us",
                            "DD Mon YYYY",
                            "Month DD, YYYY",
                            "YYYY-MM-DD HH12:MI AM",
                            "HH24:MI:SS.MS YYYY-MM-DD",
                            "YY-MM-DD",
                            "YYMMDD",
                            "DD/MM/Y",
                            "YYY-DDD",
                            "YYYYDDD",
                            "Dy DD Mon YY",
                            "Day, DD. Month YYYY")),
            Map.entry(
                    JsonPaths.Path.class,
                    List.of("{}", "{a}", "{a,b}", "{a, b ,1}", "{b,0}", "{1}", "{-1}", "{0,1}", "{日本語}")),
            Map.entry(JsonPathQuery.class, JsonPathSamples.PATHS),
            Map.entry(
                    JsonEdits.NullTreatment.class,
                    List.of("raise_exception", "use_json_null", "delete_key", "return_target")),
            Map.entry(Binary.Encoding.class, List.of("hex", "base64", "escape")),
            Map.entry(BinaryText.Utf8.class, List.of("UTF8", "utf-8")),
            Map.entry(
                    NumberPicture.class,
                    List.of(
                            "",
                            "9",
                            "999",
                            "0999",
                            "FM0999",
                            "999.99",
                            "FM999.99",
                            "FM990.0099",
                            "990.00",
                            "9,999,999.99",
                            "FM9G999G999D99",
                            "99999999999999999999.999999",
                            "S999.9",
                            "999.9S",
                            "9S9",
                            "MI999.9",
                            "999MI",
                            "PL999",
                            "SG999.99",
                            "999.99PR",
                            "FM999PR",
                            "999th",
                            "FM9999TH",
                            "99V99",
                            "9.99EEEE",
                            "9.9999EEEE",
                            "RN",
                            "FMrn",
                            "\"is\" 999 \"x\\\"y\"",
                            "$99,999.00",
                            "L9999",
                            ".99",
                            "0.9",
                            "B999",
                            "099.9",
                            "FM.0099",
                            "999 ,999",
                            "9 9 9",
                            "00000")));

    @TempDir
    static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = Postgres.start(directory.resolve("pg"));
    }

    @AfterAll
    static void stop() throws SQLException {
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> textsOfDatesAndTimesAreReadAsPostgresReadsThem() {
        return MomentProof.TYPES.stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.name(),
                        () -> assertThat(MomentProof.differences(postgres, type, SEED))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> equalsPostgres() {
        return FunctionLibrary.all().stream()
                .filter(f -> f.signature().toString().matches(System.getProperty("prove", ".*")))
                .map(f -> DynamicTest.dynamicTest(f.signature().toString(), () -> prove(f)));
    }

    private static void prove(ScalarFunction function) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Map<Integer, String> constants : constants(function)) {
            differences.addAll(differences(function, constants));
        }
        assertThat(differences.stream().limit(5)).isEmpty();
    }

    /** Each choice of constants for the operands that need one, by index. */
    private static List<Map<Integer, String>> constants(ScalarFunction function) {
        List<Map<Integer, String>> choices = List.of(Map.of());
        for (int i = 0; i < function.signature().operands().size(); i++) {
            if (function.prepares(i)) {
                int index = i;
                List<String> values = CONSTANTS.get(function.method().getParameterTypes()[i]);
                assertThat(values).as("constants for " + function.method()).isNotNull();
                choices = choices.stream()
                        .flatMap(before -> values.stream().map(v -> with(before, index, v)))
                        .toList();
            }
        }
        return choices;
    }

    private static Map<Integer, String> with(Map<Integer, String> before, int index, String value) {
        Map<Integer, String> after = new java.util.HashMap<>(before);
        after.put(index, value);
        return after;
    }

    private static List<String> differences(ScalarFunction function, Map<Integer, String> constants)
            throws SQLException {
        Signature signature = function.signature();
        int operands = signature.operands().size() + (signature.variadic() ? 2 : 0);
        List<Integer> inputs = IntStream.range(0, operands)
                .filter(i -> !constants.containsKey(i))
                .boxed()
                .toList();
        List<TypeKind> kinds = inputs.stream().map(signature::operand).toList();
        List<String> arguments = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            String constant = constants.get(i);
            SqlType type = SqlType.of(signature.operand(i));
            arguments.add(constant != null ? literal(signature, constant) : "$" + (inputs.indexOf(i) + 1));
            expressions.add(
                    constant != null ? new Constant(constant, type.notNull()) : new Input(inputs.indexOf(i), type));
        }
        String form = PostgresForm.of(signature, arguments);
        List<String> differences = new ArrayList<>();
        String type = postgres.typeOf(form, kinds);
        if (!type.equals(Postgres.typeName(signature.result()))) {
            differences.add(form + " is " + type);
        }
        List<@Nullable Object[]> rows = rows(signature, inputs, constants.isEmpty());
        List<@Nullable String[]> texts = rows.stream()
                .map(r -> IntStream.range(0, r.length)
                        .mapToObj(i -> text(kinds.get(i), r[i]))
                        .toArray(String[]::new))
                .collect(Collectors.toList());
        List<@Nullable String> expected = postgres.evaluate(form, kinds, texts);
        RowFunction ours = ExpressionCompiler.compile(
                Optional.empty(),
                List.of(new Call(
                        signature.name().startsWith("CAST_") ? Conversion.CAST : signature.name(),
                        expressions,
                        SqlType.of(signature.result()))));
        for (int i = 0; i < rows.size(); i++) {
            String found = evaluate(ours, signature.result(), rows.get(i));
            if (!Exceptions.agree(signature, texts.get(i), expected.get(i), found)) {
                differences.add("%s of %s: PostgreSQL %s, ours %s"
                        .formatted(form, List.of(java.util.Arrays.toString(texts.get(i))), expected.get(i), found));
            }
        }
        return differences;
    }

    private static String literal(Signature signature, String constant) {
        return signature.name().equals("extract") ? constant : "'" + constant.replace("'", "''") + "'";
    }

    private static List<@Nullable Object[]> rows(Signature signature, List<Integer> inputs, boolean many) {
        Samples samples = new Samples(SEED + signature.toString().hashCode());
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < (many ? ROWS_PER_FUNCTION : ROWS_PER_CONSTANT); i++) {
            rows.add(inputs.stream().map(o -> samples.value(signature, o)).toArray());
        }
        return rows;
    }

    private static @Nullable String evaluate(RowFunction function, TypeKind kind, @Nullable Object[] row) {
        try {
            Object[] out = function.apply(row);
            return out == null ? null : text(kind, out[0]);
        } catch (ExpressionFailure e) {
            return "!" + e.code();
        }
    }

    /** The function that operands of other kinds choose has the type PostgreSQL's choice has. */
    @TestFactory
    Stream<DynamicTest> operandsChooseTheFunctionOfPostgres() {
        List<TypeKind> kinds = List.of(
                TypeKind.SMALLINT,
                TypeKind.INTEGER,
                TypeKind.BIGINT,
                TypeKind.DECIMAL,
                TypeKind.REAL,
                TypeKind.DOUBLE,
                TypeKind.VARCHAR,
                TypeKind.DATE,
                TypeKind.TIMESTAMP,
                TypeKind.TIMESTAMPTZ,
                TypeKind.TIME,
                TypeKind.INTERVAL);
        Stream<DynamicTest> pairs = Stream.of(
                        "+", "-", "*", "/", "%", "&", "<<", "=", "<", "mod", "round", "trunc", "power", "log", "div")
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(kinds.stream()
                                        .flatMap(a -> kinds.stream().map(b -> List.of(a, b)))
                                        .filter(operands -> !agrees(name, operands)))
                                .isEmpty()));
        Stream<DynamicTest> singles = Stream.of(
                        "abs",
                        "ceil",
                        "floor",
                        "round",
                        "trunc",
                        "sign",
                        "sqrt",
                        "degrees",
                        "upper",
                        "length",
                        "exp",
                        "ln",
                        "log",
                        "sin",
                        "scale",
                        "factorial")
                .map(name -> DynamicTest.dynamicTest(
                        name + " of one",
                        () -> assertThat(kinds.stream().map(List::of).filter(operands -> !agrees(name, operands)))
                                .isEmpty()));
        return Stream.concat(pairs, singles);
    }

    /** The same type, or refused by us. */
    private static boolean agrees(String name, List<TypeKind> kinds) {
        List<Expression> inputs = IntStream.range(0, kinds.size())
                .mapToObj(i -> (Expression) new Input(i, SqlType.of(kinds.get(i))))
                .toList();
        Optional<Expression> ours = Expressions.function(name, inputs);
        Signature any = new Signature(name, kinds, TypeKind.VARCHAR, false);
        String theirs = postgres.typeOf(PostgresForm.of(any, PostgresForm.parameters(kinds.size())), kinds);
        return ours.isEmpty()
                || theirs.equals(Postgres.typeName(ours.get().type().kind()));
    }

    static @Nullable String text(TypeKind kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof ArrayValue array) {
            return ElementText.print(kind.element(), array);
        }
        return (String) FunctionLibrary.find(Conversion.functionName(TypeKind.VARCHAR), List.of(kind))
                .orElseThrow()
                .call(value);
    }
}
