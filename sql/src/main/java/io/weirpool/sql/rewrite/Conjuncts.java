package io.weirpool.sql.rewrite;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Conditions as the list of what must be TRUE. */
public final class Conjuncts {
    private static final String AND = "AND";

    private Conjuncts() {}

    /** The parts of an AND, at any depth, without those that are TRUE. */
    public static List<Expression> of(Expression condition) {
        List<Expression> parts = new ArrayList<>();
        collect(condition, parts);
        return parts;
    }

    /** None for no condition. */
    public static List<Expression> of(Optional<Expression> condition) {
        return condition.map(Conjuncts::of).orElse(List.of());
    }

    private static void collect(Expression condition, List<Expression> parts) {
        if (condition instanceof Expression.Call call && call.function().equals(AND)) {
            call.operands().forEach(operand -> collect(operand, parts));
        } else if (!isTrue(condition)) {
            parts.add(condition);
        }
    }

    private static boolean isTrue(Expression condition) {
        return condition instanceof Expression.Constant constant && Boolean.TRUE.equals(constant.value());
    }

    /** All of them; empty when there is none. */
    public static Optional<Expression> and(List<Expression> parts) {
        if (parts.size() < 2) {
            return parts.stream().findFirst();
        }
        boolean nullable = parts.stream().anyMatch(part -> part.type().nullable());
        return Optional.of(
                new Expression.Call(AND, parts, SqlType.of(TypeKind.BOOLEAN).withNullable(nullable)));
    }

    /** The columns an expression reads. */
    public static BitSet columns(Expression expression) {
        BitSet columns = new BitSet();
        Substitution.collect(expression, columns);
        return columns;
    }

    /** The expression over columns that stand {@code by} further. */
    public static Expression shift(Expression expression, int by) {
        return by == 0
                ? expression
                : Substitution.apply(expression, input -> new Expression.Input(input.index() + by, input.type()));
    }
}
