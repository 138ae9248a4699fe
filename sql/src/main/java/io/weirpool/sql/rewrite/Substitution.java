package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.Expression;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/** Expressions over other inputs. */
public final class Substitution {
    private Substitution() {}

    /** The expression with every column replaced. */
    public static Expression apply(Expression expression, Function<Expression.Input, Expression> replacement) {
        if (expression instanceof Expression.Input input) {
            return replacement.apply(input);
        }
        if (expression instanceof Expression.Call call) {
            List<Expression> operands =
                    call.operands().stream().map(o -> apply(o, replacement)).toList();
            return new Expression.Call(call.function(), operands, call.type());
        }
        return expression;
    }

    /** Marks the columns an expression reads. */
    public static void collect(Expression expression, BitSet columns) {
        if (expression instanceof Expression.Input input) {
            columns.set(input.index());
        } else if (expression instanceof Expression.Call call) {
            call.operands().forEach(operand -> collect(operand, columns));
        }
    }
}
