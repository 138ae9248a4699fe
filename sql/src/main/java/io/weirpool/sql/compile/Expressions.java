package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return FunctionLibrary.resolve(name, OutputText.of(name, beside(name, operands)), untyped)
                .map(Expression.class::cast);
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

    /** Beside a CHAR a text literal is a CHAR, too: trailing blanks do not count. */
    private static List<Expression> beside(String name, List<Expression> operands) {
        boolean compared = FunctionLibrary.isComparison(name)
                && operands.stream().anyMatch(o -> o.type().kind() == TypeKind.CHAR);
        return compared ? operands.stream().map(Expressions::blankPadded).toList() : operands;
    }

    private static Expression blankPadded(Expression operand) {
        return operand instanceof Constant constant && constant.value() instanceof String text
                ? new Constant(
                        Texts.withoutTrailingBlanks(text),
                        SqlType.of(TypeKind.CHAR).notNull())
                : operand;
    }

    /** One of {@link Forms} with a BOOLEAN result, its operands typed already. */
    public static Expression form(String form, List<Expression> operands) {
        boolean nullable = !NEVER_NULL.contains(form)
                && operands.stream().anyMatch(o -> o.type().nullable());
        return new Call(form, operands, SqlType.of(TypeKind.BOOLEAN).withNullable(nullable));
    }

    /** A form whose operands become one kind: COALESCE, GREATEST, LEAST, IS [NOT] DISTINCT FROM; empty if they cannot. */
    public static Optional<Expression> sameKind(String form, List<Expression> operands) {
        return commonType(operands).map(type -> {
            List<Expression> same = operands.stream().map(o -> unified(o, type)).toList();
            if (NEVER_NULL.contains(form)) {
                return form(form, same);
            }
            boolean nullable = operands.stream().allMatch(o -> o.type().nullable());
            return new Call(form, same, type.withNullable(nullable));
        });
    }

    /** CASE: condition, value, ..., otherwise; empty when the values have no kind in common. */
    public static Optional<Expression> choice(List<Expression> operands) {
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (isValue(operands, i)) {
                values.add(operands.get(i));
            }
        }
        return commonType(values).map(type -> {
            List<Expression> same = new ArrayList<>();
            for (int i = 0; i < operands.size(); i++) {
                same.add(isValue(operands, i) ? unified(operands.get(i), type) : operands.get(i));
            }
            boolean nullable = values.stream().anyMatch(v -> v.type().nullable());
            return new Call(Forms.CASE, same, type.withNullable(nullable));
        });
    }

    private static boolean isValue(List<Expression> operands, int index) {
        return index % 2 == 1 || index == operands.size() - 1;
    }

    /**
     * The operands' own type when they have the same, else their common kind without limits. NULLs have no say.
     *
     * <p>CHAR has none in common with VARCHAR: in PostgreSQL it depends on which comes first whether the blanks at the end
     * count, and a literal takes the type of the others.
     */
    private static Optional<SqlType> commonType(List<Expression> operands) {
        Optional<SqlType> common = Optional.empty();
        for (Expression operand : operands) {
            if (isNull(operand)) {
                continue;
            }
            SqlType type = operand.type().withNullable(true);
            if (common.isEmpty()) {
                common = Optional.of(type);
                continue;
            }
            Optional<SqlType> before = common;
            if ((before.get().kind() == TypeKind.CHAR) != (type.kind() == TypeKind.CHAR)) {
                return Optional.empty();
            }
            common = before.filter(type::equals)
                    .or(() -> Promotion.common(before.get().kind(), type.kind()).map(SqlType::of));
            if (common.isEmpty()) {
                return Optional.empty();
            }
        }
        return common.or(() -> operands.stream().map(Expression::type).findFirst());
    }

    private static boolean isNull(Expression operand) {
        return operand instanceof Constant constant && constant.value() == null;
    }

    private static Expression unified(Expression operand, SqlType type) {
        if (operand.type().kind() == type.kind()) {
            return operand;
        }
        return Conversion.to(operand, type).orElseThrow(() -> new IllegalStateException(operand + " to " + type));
    }
}
