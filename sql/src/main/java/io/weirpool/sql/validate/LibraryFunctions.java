package io.weirpool.sql.validate;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.compile.ScalarFunction;
import io.weirpool.sql.compile.Signature;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the library for Calcite to name, in place of its own of the same name: what operands they take and
 * what comes out is what the library says. Operands it does not take are refused, with their place, when the call is
 * converted.
 */
final class LibraryFunctions {
    /** Precedence plays no part: parsed calls are trees already. */
    private static final int PRECEDENCE = 40;

    /** Ends the name of a function that is an element of an array another one gives: {@code (regexp_match(..))[1]}. */
    static final String ELEMENT = "[]";

    /** A part of an array: {@code x[1:2]}. */
    static final String SLICE = "[:]";

    /** Of functions that compare with the elements of an array, after the comparison's name. */
    static final String ANY = "any";

    static final String ALL = "all";

    /** Not functions of the library, but forms that Calcite would type and rewrite by its own rules. */
    private static final Map<String, SqlKind> FORMS = Map.of(
            "nullif",
            SqlKind.NULLIF,
            "coalesce",
            SqlKind.COALESCE,
            "greatest",
            SqlKind.GREATEST,
            "least",
            SqlKind.LEAST,
            "case",
            SqlKind.CASE,
            "pg_typeof",
            SqlKind.OTHER_FUNCTION);

    private static final Map<String, SqlKind> INFIX = Map.ofEntries(
            Map.entry("+", SqlKind.PLUS),
            Map.entry("-", SqlKind.MINUS),
            Map.entry("*", SqlKind.TIMES),
            Map.entry("/", SqlKind.DIVIDE),
            Map.entry("%", SqlKind.MOD),
            Map.entry("||", SqlKind.OTHER),
            Map.entry("->", SqlKind.OTHER),
            Map.entry("->>", SqlKind.OTHER),
            Map.entry("#>", SqlKind.OTHER),
            Map.entry("#>>", SqlKind.OTHER),
            Map.entry("&", SqlKind.OTHER),
            Map.entry("|", SqlKind.OTHER),
            Map.entry("#", SqlKind.OTHER),
            Map.entry("<<", SqlKind.OTHER),
            Map.entry(">>", SqlKind.OTHER),
            Map.entry("@>", SqlKind.OTHER),
            Map.entry("<@", SqlKind.OTHER),
            Map.entry("&&", SqlKind.OTHER),
            Map.entry("?", SqlKind.OTHER),
            Map.entry("?|", SqlKind.OTHER),
            Map.entry("?&", SqlKind.OTHER),
            Map.entry("#-", SqlKind.OTHER),
            Map.entry("^@", SqlKind.OTHER),
            Map.entry("@?", SqlKind.OTHER),
            Map.entry("@@", SqlKind.OTHER),
            Map.entry("^", SqlKind.OTHER));

    private static final Map<String, SqlOperator> PREFIX = prefixes();

    private static final Map<String, List<Signature>> SIGNATURES = signatures();

    private static final Map<String, SqlOperator> FUNCTIONS = functions();

    private static final Map<String, SqlOperator> OPERATORS = operators();

    private static final SqlOperator NEGATION = new SqlPrefixOperator(
            "-", SqlKind.MINUS_PREFIX, PRECEDENCE, call -> result(call, "negate"), null, OperandTypes.VARIADIC);

    /** Of a class of its own, as Calcite takes an operator for its own when class, name and kind are equal. */
    private static final class Infix extends SqlBinaryOperator {
        Infix(String name, SqlKind kind) {
            super(name, kind, PRECEDENCE, true, call -> result(call, name), null, OperandTypes.VARIADIC);
        }
    }

    private LibraryFunctions() {}

    /** All functions and operators. */
    static List<SqlOperator> all() {
        List<SqlOperator> all = new ArrayList<>(FUNCTIONS.values());
        all.addAll(OPERATORS.values());
        all.add(NEGATION);
        all.addAll(PREFIX.values());
        return all;
    }

    /** The operator to stand for Calcite's; null when there is none. */
    static @Nullable SqlOperator operator(SqlOperator calcites) {
        if (calcites instanceof SqlPrefixOperator) {
            return calcites.getKind() == SqlKind.MINUS_PREFIX ? NEGATION : PREFIX.get(calcites.getName());
        }
        return calcites instanceof SqlBinaryOperator ? OPERATORS.get(calcites.getName()) : null;
    }

    private static Map<String, SqlOperator> prefixes() {
        Map<String, SqlOperator> prefixes = new TreeMap<>();
        for (String name : List.of("@", "~", "|/", "||/")) {
            prefixes.put(
                    name,
                    new SqlPrefixOperator(
                            name, SqlKind.OTHER, PRECEDENCE, call -> result(call, name), null, OperandTypes.VARIADIC));
        }
        return prefixes;
    }

    private static Map<String, SqlOperator> operators() {
        Map<String, SqlOperator> operators = new TreeMap<>();
        INFIX.forEach((name, kind) -> operators.put(name, new Infix(name, kind)));
        return operators;
    }

    /** The function of this name in lower case; null when there is none. */
    static @Nullable SqlOperator function(String name) {
        return FUNCTIONS.get(name);
    }

    /** A call of a function that the library has. */
    static SqlCall call(String name, SqlParserPos place, SqlNode... operands) {
        SqlOperator function = function(name);
        if (function == null) {
            throw new IllegalStateException("the library has " + name);
        }
        return function.createCall(place, operands);
    }

    /** Whether a function of this name takes so many operands. */
    static boolean takes(String name, int operands) {
        return SIGNATURES.getOrDefault(name, List.of()).stream()
                .anyMatch(signature -> signature.operands().size() == operands);
    }

    private static Map<String, List<Signature>> signatures() {
        Map<String, List<Signature>> byName = new TreeMap<>();
        for (ScalarFunction function : FunctionLibrary.all()) {
            byName.computeIfAbsent(function.signature().name(), n -> new ArrayList<>())
                    .add(function.signature());
        }
        return byName;
    }

    private static Map<String, SqlOperator> functions() {
        Map<String, SqlOperator> functions = new TreeMap<>();
        for (String name : SIGNATURES.keySet()) {
            if (FunctionLibrary.isNamed(name) || !INFIX.containsKey(name)) {
                functions.put(
                        name,
                        new SqlFunction(
                                name,
                                SqlKind.OTHER_FUNCTION,
                                call -> result(call, name),
                                null,
                                OperandTypes.VARIADIC,
                                SqlFunctionCategory.USER_DEFINED_FUNCTION));
            }
        }
        FORMS.forEach((name, kind) -> functions.put(
                name,
                new SqlFunction(
                        name,
                        kind,
                        call -> result(call, name),
                        null,
                        OperandTypes.VARIADIC,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)));
        return functions;
    }

    private static RelDataType result(SqlOperatorBinding call, String name) {
        SqlType type = resolved(call, name).map(Expression::type).orElseGet(() -> nearest(call, name));
        return CalciteTypes.toCalcite(call.getTypeFactory(), type);
    }

    /**
     * Expressions of the types of a call's operands.
     *
     * @param known empty when one has a type that is not ours
     * @param untyped those that are literals in quotes, or NULL
     */
    record Operands(Optional<List<Expression>> known, Set<Integer> untyped) {}

    static Operands operands(SqlOperatorBinding call) {
        List<Expression> operands = new ArrayList<>();
        Set<Integer> untyped = new HashSet<>();
        for (int i = 0; i < call.getOperandCount(); i++) {
            Expression operand = operand(call, i);
            if (operand == null) {
                return new Operands(Optional.empty(), Set.of());
            }
            operands.add(operand);
            if (operand instanceof Constant) {
                untyped.add(i);
            }
        }
        return new Operands(Optional.of(operands), untyped);
    }

    private static Optional<Expression> resolved(String name, List<Expression> operands, Set<Integer> untyped) {
        return switch (name) {
            case "nullif" -> Expressions.nullIf(operands, untyped);
            case "case" -> Expressions.choice(operands, untyped);
            case "coalesce", "greatest", "least" ->
                Expressions.sameKind(name.toUpperCase(Locale.ROOT), operands, untyped);
            default -> Expressions.function(name, operands, untyped);
        };
    }

    /** The call with its operands' types in place of them; empty when the library has no such function. */
    private static Optional<Expression> resolved(SqlOperatorBinding call, String name) {
        Operands operands = operands(call);
        try {
            return operands.known().flatMap(known -> resolved(name, known, operands.untyped()));
        } catch (ExpressionFailure refusedWhenConverted) {
            return Optional.empty();
        }
    }

    /** Literals in quotes and NULL have no type yet; null for a type that is not ours. */
    private static @Nullable Expression operand(SqlOperatorBinding call, int index) {
        RelDataType type = call.getOperandType(index);
        SqlType text = SqlType.varchar(SqlType.UNBOUNDED);
        boolean untypedNull = call instanceof SqlCallBinding && call.isOperandNull(index, false);
        if (type.getSqlTypeName() == SqlTypeName.NULL || untypedNull) {
            return new Constant(null, text);
        }
        if (SqlTypeUtil.inCharFamily(type) && call.isOperandLiteral(index, false)) {
            return new Constant(call.getOperandLiteralValue(index, String.class), text.notNull());
        }
        return CalciteTypes.fromCalcite(type)
                .map(known -> new Input(index, known))
                .orElse(null);
    }

    /** So that Calcite goes on until the conversion refuses the call. */
    private static SqlType nearest(SqlOperatorBinding call, String name) {
        @Nullable Signature nearest = SIGNATURES.getOrDefault(name, List.of()).stream()
                .max(Comparator.comparingLong(s -> matches(call, s)))
                .orElse(null);
        return SqlType.of(nearest == null ? TypeKind.VARCHAR : nearest.result());
    }

    private static long matches(SqlOperatorBinding call, Signature signature) {
        int count = Math.min(call.getOperandCount(), signature.operands().size());
        return IntStream.range(0, count)
                .filter(i ->
                        kind(call.getOperandType(i)) == signature.operands().get(i))
                .count();
    }

    private static @Nullable TypeKind kind(RelDataType type) {
        return CalciteTypes.fromCalcite(type).map(SqlType::kind).orElse(null);
    }
}
