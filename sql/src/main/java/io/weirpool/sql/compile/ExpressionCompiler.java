package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.sql.plan.Expression;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import org.codehaus.commons.compiler.CompileException;

/**
 * Expressions to one function over rows: Java source that calls the {@link FunctionLibrary}, compiled in memory.
 *
 * <p>Each common subexpression is computed once; CASE, AND, OR and COALESCE evaluate an operand only when the ones before
 * it leave the answer open.
 */
public final class ExpressionCompiler {
    private ExpressionCompiler() {}

    /**
     * A function that gives the projections' values for rows for which the condition is TRUE, and null for others.
     *
     * @throws WeirpoolException {@code SQL_UNSUPPORTED} when a function is not in the library
     */
    public static RowFunction compile(Optional<Expression> condition, List<Expression> projections) {
        JavaSource source = new JavaSource(condition, projections);
        try {
            return (RowFunction) GeneratedClasses.constructor(source.text()).newInstance((Object) source.constants());
        } catch (CompileException | ReflectiveOperationException e) {
            throw new WeirpoolException(ErrorCode.INTERNAL, "generated code does not compile", cause(e));
        }
    }

    private static Throwable cause(Exception e) {
        return e instanceof InvocationTargetException invocation ? invocation.getTargetException() : e;
    }
}
