package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A function that gives rows, made ready. Thread-safe. */
public final class SetCall {
    private final ScalarFunction function;
    /** What stands for operands that are prepared once; null for the others. */
    private final @Nullable Object[] prepared;

    private SetCall(ScalarFunction function, @Nullable Object[] prepared) {
        this.function = function;
        this.prepared = prepared;
    }

    /** @param call as {@link Expressions#set} gives it */
    public static SetCall of(Call call) {
        List<Expression> operands = call.operands();
        ScalarFunction function = FunctionLibrary.findSet(
                        call.function(),
                        operands.stream().map(o -> o.type().kind()).toList())
                .orElseThrow(() -> new IllegalArgumentException("no set of " + call));
        @Nullable Object[] prepared = new Object[operands.size()];
        for (int i = 0; i < prepared.length; i++) {
            boolean once = function.wantsConstant(i)
                    || (function.prepares(i)
                            && operands.get(i) instanceof Expression.Constant constant
                            && constant.value() != null);
            prepared[i] = once ? Operands.prepared(function, i, operands.get(i)) : null;
        }
        return new SetCall(function, prepared);
    }

    /**
     * The values of its rows, in order. They are computed one after another, and may fail on the way.
     *
     * @param operands values of the call's operands; where one is NULL there is no row, unless the function wants to see it
     * @throws ExpressionFailure when there is no answer
     */
    public Iterable<? extends @Nullable Object> values(@Nullable Object[] operands) {
        if (!function.takesNulls() && Arrays.stream(operands).anyMatch(Objects::isNull)) {
            return List.of();
        }
        @Nullable Object[] arguments = new Object[operands.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(i, operands[i]);
        }
        try {
            return (Iterable<?>) function.method().invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ExpressionFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(function.signature() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new ExpressionFailure(ErrorCode.INTERNAL, function.signature() + " is not accessible");
        }
    }

    private @Nullable Object argument(int index, @Nullable Object value) {
        if (prepared[index] != null) {
            return prepared[index];
        }
        return value != null && function.prepares(index) ? function.prepare(index, value) : value;
    }
}
