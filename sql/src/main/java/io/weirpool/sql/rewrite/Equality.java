package io.weirpool.sql.rewrite;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Two expressions of one kind that must be equal.
 *
 * @param nullSafe whether NULL equals NULL
 */
public record Equality(Expression left, Expression right, boolean nullSafe) {
    /**
     * The equality a condition says, its left side reading only columns of the left, its right side only others; empty when
     * it says something else.
     *
     * @param isLeft whether columns are the left's; not asked about none
     */
    public static Optional<Equality> of(Expression condition, Predicate<BitSet> isLeft, Predicate<BitSet> isRight) {
        return pair(condition).flatMap(pair -> pair.sided(isLeft, isRight));
    }

    private Optional<Equality> sided(Predicate<BitSet> isLeft, Predicate<BitSet> isRight) {
        BitSet first = Conjuncts.columns(left);
        BitSet second = Conjuncts.columns(right);
        if (first.isEmpty()
                || second.isEmpty()
                || left.type().kind() != right.type().kind()) {
            return Optional.empty();
        }
        if (isLeft.test(first) && isRight.test(second)) {
            return Optional.of(this);
        }
        return isLeft.test(second) && isRight.test(first) ? Optional.of(exchanged()) : Optional.empty();
    }

    private Equality exchanged() {
        return new Equality(/* left= */ right, /* right= */ left, nullSafe);
    }

    private static Optional<Equality> pair(Expression condition) {
        if (!(condition instanceof Call call) || call.operands().size() != 2) {
            return Optional.empty();
        }
        Expression first = call.operands().get(0);
        Expression second = call.operands().get(1);
        return switch (call.function()) {
            case "=" -> Optional.of(new Equality(first, second, false));
            case "IS NOT DISTINCT FROM" -> Optional.of(new Equality(first, second, true));
            case "OR" -> writtenOut(first, second);
            default -> Optional.empty();
        };
    }

    /** {@code a IS NULL AND b IS NULL OR (a = b) IS TRUE}: how Calcite writes IS NOT DISTINCT FROM in ON. */
    private static Optional<Equality> writtenOut(Expression nulls, Expression equal) {
        boolean shaped = is(nulls, "AND", 2) && is(equal, "IS TRUE", 1);
        if (!shaped || !is(operand(equal, 0), "=", 2)) {
            return Optional.empty();
        }
        Call equality = (Call) operand(equal, 0);
        boolean same = isNullTest(operand(nulls, 0), equality.operands().get(0))
                && isNullTest(operand(nulls, 1), equality.operands().get(1));
        return same
                ? Optional.of(new Equality(
                        equality.operands().get(0), equality.operands().get(1), true))
                : Optional.empty();
    }

    private static boolean is(Expression expression, String function, int operands) {
        return expression instanceof Call call
                && call.function().equals(function)
                && call.operands().size() == operands;
    }

    private static Expression operand(Expression call, int index) {
        return ((Call) call).operands().get(index);
    }

    /** Whether the test is of the value, or of what the value was cast from. */
    private static boolean isNullTest(Expression test, Expression value) {
        if (!is(test, "IS NULL", 1)) {
            return false;
        }
        List<Expression> tested = ((Call) test).operands();
        Expression uncast = value;
        while (!tested.get(0).equals(uncast)) {
            if (!is(uncast, "CAST", 1)) {
                return false;
            }
            uncast = operand(uncast, 0);
        }
        return true;
    }

    /** As a condition again. */
    Expression condition() {
        boolean nullable = !nullSafe && (left.type().nullable() || right.type().nullable());
        return new Call(
                nullSafe ? "IS NOT DISTINCT FROM" : "=",
                List.of(left, right),
                SqlType.of(TypeKind.BOOLEAN).withNullable(nullable));
    }
}
