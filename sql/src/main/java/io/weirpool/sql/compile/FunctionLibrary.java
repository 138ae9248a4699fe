package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every scalar function there is, by name and operand kinds. A function stands here only when a test proves it equal to
 * PostgreSQL's.
 */
public final class FunctionLibrary {
    /** One class per family, in the order a reader would look for them. */
    private static final List<Class<?>> FAMILIES = List.of(
            Arithmetic.class,
            Comparison.class,
            Casts.class,
            Numbers.class,
            WholeNumbers.class,
            NumericPowers.class,
            Transcendental.class,
            Hyperbolic.class,
            Degrees.class,
            NumberFormats.class,
            Text.class,
            MoreText.class,
            Identifiers.class,
            UnicodeText.class,
            Regex.class,
            RegexParts.class,
            Patterns.class,
            Dates.class,
            Timestamps.class,
            Intervals.class,
            Overlaps.class,
            IntervalArithmetic.class,
            Zones.class,
            MomentParts.class,
            JsonSyntax.class,
            PatternArrays.class,
            Buckets.class,
            Binary.class,
            BinaryText.class,
            BinaryParts.class,
            Json.class,
            JsonPaths.class,
            JsonPathFunctions.class,
            SqlJson.class,
            ArrayParts.class,
            ArrayChanges.class,
            ArraySearch.class,
            ArrayStrings.class,
            JsonValues.class,
            JsonEdits.class,
            JsonTests.class);

    /** Families of functions that give rows. */
    private static final List<Class<?>> SETS = List.of(Series.class, JsonRows.class, TextRows.class, ArrayRows.class);

    /** Operators that compare, with the Java operator on the method's int. */
    private static final Map<String, String> COMPARISONS =
            Map.of("=", "==", "<>", "!=", "<", "<", "<=", "<=", ">", ">", ">=", ">=");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** Names of ours for what PostgreSQL writes as an operator. */
    private static final Set<String> OPERATOR_NAMES = Set.of("negate", "like", "ilike");

    /** {@code ARRAY[...]}, whose operands become one kind. */
    public static final String ARRAY = "{}";

    /** An array, an empty one in place of NULL. */
    public static final String OR_EMPTY = "{?}";

    private static final Map<String, List<ScalarFunction>> BY_NAME = load(FAMILIES);

    private static final Map<String, List<ScalarFunction>> SETS_BY_NAME = load(SETS);

    private FunctionLibrary() {}

    /** All, sorted by signature. */
    public static List<ScalarFunction> all() {
        return sorted(BY_NAME);
    }

    /** All functions that give rows, each an {@link Iterable} of values, sorted by signature. */
    public static List<ScalarFunction> sets() {
        return sorted(SETS_BY_NAME);
    }

    /** Whether a function of this name gives rows. */
    public static boolean isSet(String name) {
        return SETS_BY_NAME.containsKey(name);
    }

    private static List<ScalarFunction> sorted(Map<String, List<ScalarFunction>> functions) {
        return functions.values().stream()
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(f -> f.signature().toString()))
                .toList();
    }

    /** Whether queries name it, rather than write an operator: {@code upper}, not {@code ||}. */
    public static boolean isNamed(String name) {
        return NAME.matcher(name).matches() && !OPERATOR_NAMES.contains(name);
    }

    /**
     * The function applied, its operands cast as PostgreSQL casts them implicitly; empty when there is none for these
     * operand types.
     *
     * @param untyped operands that are literals in quotes, or NULL: they take the type that the function wants
     * @throws ExpressionFailure when a constant operand (a pattern, a date part) is not supported
     */
    static Optional<Call> resolve(String name, List<Expression> operands, Set<Integer> untyped) {
        return resolve(BY_NAME, name, operands, untyped);
    }

    /** The same among those that give rows; the type is that of a row's value. */
    static Optional<Call> resolveSet(String name, List<Expression> operands, Set<Integer> untyped) {
        return resolve(SETS_BY_NAME, name, operands, untyped);
    }

    private static Optional<Call> resolve(
            Map<String, List<ScalarFunction>> functions, String name, List<Expression> operands, Set<Integer> untyped) {
        List<ScalarFunction> named = functions.getOrDefault(name, List.of());
        List<TypeKind> kinds = operands.stream().map(o -> o.type().kind()).toList();
        List<Signature> signatures =
                named.stream().map(ScalarFunction::signature).toList();
        for (List<TypeKind> typed : UntypedLiterals.choices(name, kinds, untyped, signatures)) {
            if (Promotion.isOfUnlikeArrays(name, typed)) {
                continue;
            }
            Optional<ScalarFunction> chosen = choose(named, Promotion.operands(name, typed));
            if (chosen.isPresent()) {
                return chosen.map(function -> apply(function, operands));
            }
        }
        return Optional.empty();
    }

    /** NULL for a call that has it whatever the other operands are, as in PostgreSQL; else the call. */
    static Expression answered(Call call) {
        if (call.operands().stream().noneMatch(CommonType::isNull)) {
            return call;
        }
        List<TypeKind> kinds =
                call.operands().stream().map(o -> o.type().kind()).toList();
        boolean takesNulls =
                find(call.function(), kinds).map(ScalarFunction::takesNulls).orElse(true);
        return takesNulls ? call : new Constant(null, call.type().withNullable(true));
    }

    static boolean isComparison(String name) {
        return COMPARISONS.containsKey(name);
    }

    /** The one implementation for exactly these operand kinds. */
    static Optional<ScalarFunction> find(String name, List<TypeKind> kinds) {
        return find(BY_NAME, name, kinds);
    }

    /** The same among those that give rows. */
    static Optional<ScalarFunction> findSet(String name, List<TypeKind> kinds) {
        return find(SETS_BY_NAME, name, kinds);
    }

    private static Optional<ScalarFunction> find(
            Map<String, List<ScalarFunction>> functions, String name, List<TypeKind> kinds) {
        return functions.getOrDefault(name, List.of()).stream()
                .filter(f -> f.signature().takes(kinds.size()) && Promotion.exact(f.signature(), kinds) == kinds.size())
                .findFirst();
    }

    private static Optional<ScalarFunction> choose(List<ScalarFunction> named, List<TypeKind> kinds) {
        return named.stream()
                .filter(f -> f.signature().takes(kinds.size()) && Promotion.possible(f.signature(), kinds))
                .filter(f -> f.element() == null || kinds.stream().noneMatch(kind -> kind.scalar() == TypeKind.CHAR))
                .max(Comparator.<ScalarFunction>comparingInt(f -> Promotion.exact(f.signature(), kinds))
                        .thenComparingInt(f -> Promotion.preferred(f.signature(), kinds)));
    }

    private static Call apply(ScalarFunction function, List<Expression> operands) {
        List<Expression> cast = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            cast.add(Conversion.implicit(operands.get(i), function.signature().operand(i)));
        }
        if (function.takesNulls() || cast.stream().noneMatch(CommonType::isNull)) {
            Operands.check(function, cast);
        }
        boolean set = SETS.contains(function.method().getDeclaringClass());
        boolean nullable = set
                || function.takesNulls()
                || function.mayReturnNull()
                || operands.stream().anyMatch(o -> o.type().nullable());
        SqlType type = SqlType.of(function.signature().result()).withNullable(nullable);
        return new Call(function.signature().name(), cast, type);
    }

    private static Map<String, List<ScalarFunction>> load(List<Class<?>> families) {
        Map<String, List<ScalarFunction>> loaded = new HashMap<>();
        for (Class<?> family : families) {
            Arrays.stream(family.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(SqlFunction.class))
                    .flatMap(m -> functions(m).stream())
                    .forEach(f -> loaded.computeIfAbsent(f.signature().name(), n -> new ArrayList<>())
                            .add(f));
        }
        return Collections.unmodifiableMap(loaded);
    }

    private static List<ScalarFunction> functions(Method method) {
        SqlFunction declared = method.getAnnotation(SqlFunction.class);
        List<ScalarFunction> functions = new ArrayList<>();
        for (String text : declared.value()) {
            ElementKinds.signatures(text).forEach((element, one) -> {
                Signature signature = Signature.parse(one);
                if (declared.comparison()) {
                    COMPARISONS.forEach(
                            (name, java) -> functions.add(comparison(name, java, signature, method, element)));
                } else {
                    functions.add(new ScalarFunction(signature, method, declared.takesNulls(), null, element));
                }
            });
        }
        return functions;
    }

    private static ScalarFunction comparison(
            String name, String java, Signature operands, Method method, @Nullable TypeKind element) {
        Signature signature = new Signature(name, operands.operands(), TypeKind.BOOLEAN, false);
        return new ScalarFunction(signature, method, false, java, element);
    }
}
