package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expressions without inputs are computed once, by the same code that would compute them per row. */
public final class Constants {
    private Constants() {}

    /**
     * The expression with every part that needs no row replaced by its value.
     *
     * @throws ExpressionFailure when a part has no value, even one that no row would reach: {@code 1/0}
     */
    public static Expression fold(Expression expression) {
        if (!(expression instanceof Call call)) {
            return expression;
        }
        List<Expression> operands =
                call.operands().stream().map(Constants::fold).toList();
        Call folded = new Call(call.function(), operands, call.type());
        return operands.stream().allMatch(Constant.class::isInstance) ? evaluate(folded) : folded;
    }

    /** One call over constants, computed; the call itself when it fails. */
    static Expression foldOrKeep(Call call) {
        try {
            return evaluate(call);
        } catch (ExpressionFailure e) {
            return call;
        }
    }

    private static Constant evaluate(Call call) {
        Object value = isPlainCast(call) ? cast(call) : compute(call);
        return new Constant(value, call.type().withNullable(value == null));
    }

    private static @Nullable Object compute(Call call) {
        @Nullable Object @Nullable [] row =
                ExpressionCompiler.compile(Optional.empty(), List.of(call)).apply(new Object[0]);
        return row == null ? null : row[0];
    }

    /** By far the most frequent one, so it is spared a class of its own. */
    private static boolean isPlainCast(Call call) {
        return call.function().equals(Conversion.CAST)
                && !call.type().kind().isArray()
                && !call.operands().get(0).type().kind().isArray()
                && call.type().precision() == SqlType.UNBOUNDED
                && call.operands().get(0).type().kind() != call.type().kind();
    }

    private static @Nullable Object cast(Call call) {
        Object operand = ((Constant) call.operands().get(0)).value();
        TypeKind from = call.operands().get(0).type().kind();
        String name = Conversion.functionName(call.type().kind());
        return operand == null
                ? null
                : FunctionLibrary.find(name, List.of(from)).orElseThrow().call(operand);
    }
}
