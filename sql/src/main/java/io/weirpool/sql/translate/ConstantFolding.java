package io.weirpool.sql.translate;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes what depends on no column once, with the functions that rows are computed with. */
final class ConstantFolding {
    private ConstantFolding() {}

    /**
     * The expression with a constant for each largest part that reads no column.
     *
     * @throws ExpressionFailure when such a part has no value: {@code 1/0}
     */
    static Expression apply(Expression expression) {
        List<Expression> parts = new ArrayList<>();
        collect(expression, parts);
        if (parts.isEmpty()) {
            return expression;
        }
        // one function for all of them: each costs some milliseconds to compile
        @Nullable Object[] values = ExpressionCompiler.compile(Optional.empty(), parts).apply(new Object[0]);
        if (values == null) {
            throw new IllegalStateException("no condition, so a row");
        }
        Map<Expression, Expression> folded = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            folded.put(
                    parts.get(i),
                    new Expression.Constant(value, parts.get(i).type().withNullable(value == null)));
        }
        return replace(expression, folded);
    }

    private static void collect(Expression expression, List<Expression> parts) {
        if (expression instanceof Expression.Call call) {
            if (readsNothing(call)) {
                parts.add(call);
            } else {
                call.operands().forEach(operand -> collect(operand, parts));
            }
        }
    }

    private static boolean readsNothing(Expression expression) {
        return expression instanceof Expression.Constant
                || (expression instanceof Expression.Call call
                        && call.operands().stream().allMatch(ConstantFolding::readsNothing));
    }

    private static Expression replace(Expression expression, Map<Expression, Expression> folded) {
        Expression constant = folded.get(expression);
        if (constant != null) {
            return constant;
        }
        if (expression instanceof Expression.Call call) {
            List<Expression> operands =
                    call.operands().stream().map(o -> replace(o, folded)).toList();
            return new Expression.Call(call.function(), operands, call.type());
        }
        return expression;
    }
}
