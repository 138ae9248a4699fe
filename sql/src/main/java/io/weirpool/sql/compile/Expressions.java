package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Builds well typed calls, with the types PostgreSQL gives them. */
public final class Expressions {
    private static final Set<String> NEVER_NULL = Set.of(
            Forms.IS_NULL,
            Forms.IS_NOT_NULL,
            Forms.IS_TRUE,
            Forms.IS_NOT_TRUE,
            Forms.IS_FALSE,
            Forms.IS_NOT_FALSE,
            Forms.IS_DISTINCT,
            Forms.IS_NOT_DISTINCT);

    private Expressions() {}

    /**
     * A function of the library, its operands cast implicitly; empty when there is none for them.
     *
     * @throws ExpressionFailure when a constant operand (a pattern, a date part) is not supported
     */
    public static Optional<Expression> function(String name, List<Expression> operands) {
        return function(name, operands, Set.of());
    }

    /**
     * The same.
     *
     * @param untyped operands that are literals in quotes, or NULL: they take the type that the function wants
     */
    public static Optional<Expression> function(String name, List<Expression> operands, Set<Integer> untyped) {
        return name.equals(TypeNames.FUNCTION)
                ? TypeNames.of(operands, untyped)
                : call(name, operands, untyped).map(FunctionLibrary::answered);
    }

    private static Optional<Call> call(String name, List<Expression> operands, Set<Integer> untyped) {
        List<Expression> taken = AnyOperands.of(name, OutputText.of(name, beside(name, operands, untyped), untyped));
        return FunctionLibrary.resolve(name, taken, untyped);
    }

    /**
     * A function that gives rows, its operands cast implicitly; empty when there is none for them. The call has the type of
     * a row's value, and is no expression by itself: {@link SetCall} computes it.
     *
     * @param untyped operands that are literals in quotes, or NULL
     * @throws ExpressionFailure when a constant operand (a pattern) is not supported
     */
    public static Optional<Call> set(String name, List<Expression> operands, Set<Integer> untyped) {
        return FunctionLibrary.resolveSet(name, operands, untyped);
    }

    /**
     * Beside a CHAR a literal in quotes and a VARCHAR(n) are CHARs, too: trailing blanks do not count. Text without a length
     * is PostgreSQL's text, beside which it is the CHAR that becomes text.
     */
    private static List<Expression> beside(String name, List<Expression> operands, Set<Integer> untyped) {
        boolean compared = FunctionLibrary.isComparison(name)
                && operands.stream().anyMatch(o -> o.type().kind() == TypeKind.CHAR);
        return compared
                ? IntStream.range(0, operands.size())
                        .mapToObj(i -> blankPadded(operands.get(i), untyped.contains(i)))
                        .toList()
                : operands;
    }

    private static Expression blankPadded(Expression operand, boolean isUntyped) {
        if (isUntyped && operand instanceof Constant constant && constant.value() instanceof String text) {
            return new Constant(
                    Texts.withoutTrailingBlanks(text), SqlType.of(TypeKind.CHAR).notNull());
        }
        boolean limited =
                operand.type().kind() == TypeKind.VARCHAR && operand.type().precision() != SqlType.UNBOUNDED;
        return limited ? Conversion.implicit(operand, TypeKind.CHAR) : operand;
    }

    /** One of {@link Forms} with a BOOLEAN result, its operands typed already. */
    public static Expression form(String form, List<Expression> operands) {
        boolean nullable = !NEVER_NULL.contains(form)
                && operands.stream().anyMatch(o -> o.type().nullable());
        return new Call(form, operands, SqlType.of(TypeKind.BOOLEAN).withNullable(nullable));
    }

    /** A form whose operands become one kind: COALESCE, GREATEST, LEAST, IS [NOT] DISTINCT FROM; empty if they cannot. */
    public static Optional<Expression> sameKind(String form, List<Expression> operands) {
        return sameKind(form, operands, Set.of());
    }

    /**
     * The same.
     *
     * @param untyped operands that are literals in quotes, or NULL: they take the type of the others
     */
    public static Optional<Expression> sameKind(String form, List<Expression> operands, Set<Integer> untyped) {
        if (NEVER_NULL.contains(form)) {
            return compared(operands, untyped).map(same -> form(form, same));
        }
        return CommonType.of(operands, untyped).map(type -> {
            List<Expression> same =
                    operands.stream().map(o -> CommonType.unified(o, type)).toList();
            boolean nullable = operands.stream().allMatch(o -> o.type().nullable());
            return new Call(form, same, type.withNullable(nullable));
        });
    }

    /** The operands in the types in which they are compared, where there is an = for them; else as {@link CommonType} has it. */
    private static Optional<List<Expression>> compared(List<Expression> operands, Set<Integer> untyped) {
        return call("=", operands, untyped)
                .map(Call::operands)
                .or(() -> CommonType.of(operands, untyped)
                        .map(type -> operands.stream()
                                .map(o -> CommonType.unified(o, type))
                                .toList()));
    }

    /** CASE: condition, value, ..., otherwise; empty when the values have no kind in common. */
    public static Optional<Expression> choice(List<Expression> operands) {
        return choice(operands, Set.of());
    }

    /**
     * The same; empty as well when a condition is none.
     *
     * @param untyped values that are literals in quotes, or NULL: they take the type of the others
     */
    public static Optional<Expression> choice(List<Expression> operands, Set<Integer> untyped) {
        // ELSE has the first say on the type, as in PostgreSQL
        int last = operands.size() - 1;
        List<Expression> values = new ArrayList<>(List.of(operands.get(last)));
        Set<Integer> untypedValues = new HashSet<>(untyped.contains(last) ? Set.of(0) : Set.of());
        for (int i = 0; i < last; i++) {
            if (isValue(operands, i)) {
                if (untyped.contains(i)) {
                    untypedValues.add(values.size());
                }
                values.add(operands.get(i));
            } else if (operands.get(i).type().kind() != TypeKind.BOOLEAN && !CommonType.isNull(operands.get(i))) {
                return Optional.empty();
            }
        }
        return CommonType.of(values, untypedValues).map(type -> {
            List<Expression> same = new ArrayList<>();
            for (int i = 0; i < operands.size(); i++) {
                Expression operand = operands.get(i);
                same.add(isValue(operands, i) ? CommonType.unified(operand, type) : condition(operand));
            }
            boolean nullable = values.stream().anyMatch(v -> v.type().nullable());
            return new Call(Forms.CASE, same, type.withNullable(nullable));
        });
    }

    private static Expression condition(Expression operand) {
        return CommonType.isNull(operand) ? new Constant(null, SqlType.of(TypeKind.BOOLEAN)) : operand;
    }

    /**
     * NULLIF: the first operand in the type in which it is compared with the second, whole numbers and floating ones among
     * themselves staying as they are; empty when there is no such comparison.
     *
     * @param untyped as for a function
     */
    public static Optional<Expression> nullIf(List<Expression> operands, Set<Integer> untyped) {
        return call("=", operands, untyped).flatMap(equal -> {
            Expression given = operands.get(0);
            Expression compared = equal.operands().get(0);
            boolean stays = !untyped.contains(0)
                    && Promotion.family(given.type().kind())
                            == Promotion.family(compared.type().kind());
            Expression value = stays ? given : compared;
            return choice(List.of(equal, new Constant(null, value.type().withNullable(true)), value));
        });
    }

    private static boolean isValue(List<Expression> operands, int index) {
        return index % 2 == 1 || index == operands.size() - 1;
    }
}
