package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.TypeKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * An implementation in the library.
 *
 * @param signature what it answers to
 * @param method public and static
 * @param takesNulls whether it wants to see NULLs
 * @param comparison operator to compare the method's int with 0, or null when its result is the value
 * @param element what the signature has in place of {@code T}; null when it has none
 */
public record ScalarFunction(
        Signature signature,
        Method method,
        boolean takesNulls,
        @Nullable String comparison,
        @Nullable TypeKind element) {
    /** Whether the operand is prepared once from a constant. */
    boolean prepares(int operand) {
        Class<?> parameter = parameter(operand);
        return !parameter.isPrimitive() && !parameter.isArray() && preparer(parameter) != null;
    }

    /** Whether the operand, which the method prepares, must be a constant, as some texts are not supported. */
    boolean wantsConstant(int operand) {
        return prepares(operand) && !AnyText.class.isAssignableFrom(parameter(operand));
    }

    /** Whether the method wants to know {@link #element} before all operands. */
    boolean takesElement() {
        return element != null && method.getParameterTypes()[0] == TypeKind.class;
    }

    /** What the method takes for the operand. */
    Class<?> parameter(int operand) {
        int index = operand + (takesElement() ? 1 : 0);
        return method.getParameterTypes()[Math.min(index, method.getParameterCount() - 1)];
    }

    /** What the method takes in place of this constant; {@link ExpressionFailure} when it is not acceptable. */
    Object prepare(int operand, Object constant) {
        Class<?> parameter = parameter(operand);
        Method preparer = preparer(parameter);
        if (preparer == null) {
            throw new IllegalStateException(signature + " does not prepare operand " + operand);
        }
        return invoke(preparer, constant);
    }

    /** The result for these operands, none NULL; slow, for constants only. */
    Object call(Object... operands) {
        return invoke(method, operands);
    }

    /** Whether the result may be NULL though no operand is. */
    boolean mayReturnNull() {
        return method.getReturnType() == Boolean.class
                || method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Method preparer(Class<?> parameter) {
        if (!parameter.getPackageName().equals(ScalarFunction.class.getPackageName())) {
            return null;
        }
        try {
            return parameter.getDeclaredMethod("of", String.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Object invoke(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ExpressionFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(method + " on constants", e.getCause());
        } catch (IllegalAccessException e) {
            throw new ExpressionFailure(ErrorCode.INTERNAL, method + " is not accessible");
        }
    }
}
