package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Statements of one generated method. A block sees what the blocks around it computed; what it computes is forgotten at
 * its end, as it may not have run.
 */
final class MethodBody {
    /** Calls per method: at some 40 bytes each, a method stays below the 8,000 bytes that the JIT takes. */
    private static final int CALLS_MAX = 150;

    /** Copies of columns cost lines, too. */
    private static final int LINES_MAX = 1_000;

    /** A smaller expression is not worth a method of its own. */
    private static final int OUTLINED_SIZE_MIN = 8;

    private final JavaSource source;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Map<Expression, Code>> known = new ArrayDeque<>();
    private int variables;
    private int calls;
    private int lines;

    MethodBody(JavaSource source) {
        this.source = source;
        known.push(new HashMap<>());
    }

    JavaSource source() {
        return source;
    }

    void line(String statement) {
        text.append(statement).append('\n');
        lines++;
    }

    /** Whether more had better go to another method. */
    boolean isFull() {
        return calls > CALLS_MAX || lines > LINES_MAX;
    }

    /** Statements in a block of their own. */
    void block(String head, Runnable statements, String tail) {
        line(head + " {");
        known.push(new HashMap<>());
        statements.run();
        known.pop();
        line("} " + tail);
    }

    /** Writes what computes the expression, unless it is computed already, and says where the value is. */
    Code write(Expression expression) {
        for (Map<Expression, Code> block : known) {
            Code found = block.get(expression);
            if (found != null) {
                return found;
            }
        }
        Code code = calls > CALLS_MAX && Sizes.atLeast(expression, OUTLINED_SIZE_MIN)
                ? fromBox(expression.type(), source.outlined(expression))
                : writeHere(expression);
        known.element().put(expression, code);
        return code;
    }

    Code writeHere(Expression expression) {
        if (expression instanceof Input input) {
            return fromBox(input.type(), "row[" + input.index() + "]");
        }
        if (expression instanceof Constant constant) {
            return constant(constant);
        }
        calls++;
        return new CallWriter(this, (Call) expression).write();
    }

    private Code fromBox(SqlType type, String object) {
        TypeKind kind = type.kind();
        String box = variable();
        line("%s %s = (%s) %s;".formatted(JavaTypes.boxName(kind), box, JavaTypes.boxName(kind), object));
        if (!JavaTypes.isPrimitive(kind)) {
            return new Code(kind, box, type.nullable() ? "(" + box + " == null)" : Code.NEVER);
        }
        if (!type.nullable()) {
            return new Code(kind, declare(kind, JavaTypes.unboxed(kind, box)), Code.NEVER);
        }
        String isNull = variable();
        line("boolean " + isNull + " = " + box + " == null;");
        String unboxed = isNull + " ? " + JavaTypes.zero(kind) + " : " + JavaTypes.unboxed(kind, box);
        return new Code(kind, declare(kind, unboxed), isNull);
    }

    private Code constant(Constant constant) {
        TypeKind kind = constant.type().kind();
        Object value = constant.value();
        if (value == null) {
            return new Code(kind, declare(kind, JavaTypes.zero(kind)), "true");
        }
        return new Code(kind, literal(kind, value), Code.NEVER);
    }

    private String literal(TypeKind kind, Object value) {
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Integer number && number != Integer.MIN_VALUE) {
            return "(" + number + ")";
        }
        if (value instanceof Long number && number != Long.MIN_VALUE) {
            return "(" + number + "L)";
        }
        String field = source.constant(value, JavaTypes.boxName(kind));
        return JavaTypes.unboxed(kind, field);
    }

    /** A new variable of the kind's type with this value. */
    String declare(TypeKind kind, String value) {
        String name = variable();
        line(JavaTypes.name(kind) + " " + name + " = " + value + ";");
        return name;
    }

    String declareBoolean(String value) {
        return declare(TypeKind.BOOLEAN, value);
    }

    private String variable() {
        return "v" + variables++;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
