package io.weirpool.sql.compile;

import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generated class: one method {@code apply}, and further methods for large expressions, as the JVM takes no method
 * over 64 KB and compiles none over 8,000 bytes.
 */
final class JavaSource {
    static final String CLASS_NAME = "io.weirpool.sql.generated.CompiledRowFunction";

    private static final int CLASS_NAME_START = CLASS_NAME.lastIndexOf('.');

    /** More are written as one expression, which can be spread over methods. */
    private static final int CONJUNCTS_MAX = 64;

    private final StringBuilder methods = new StringBuilder();
    private final List<@Nullable Object> constants = new ArrayList<>();
    private final List<String> constantTypes = new ArrayList<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private int methodCount;

    JavaSource(Optional<Expression> condition, List<Expression> projections) {
        MethodBody body = new MethodBody(this);
        condition.ifPresent(c -> conjuncts(c)
                .forEach(part -> body.line("if (!" + body.write(part).isTrue() + ") return null;")));
        body.line("Object[] out = new Object[" + projections.size() + "];");
        int next = fill(body, projections, 0);
        while (next < projections.size()) {
            next = fillElsewhere(body, projections, next);
        }
        body.line("return out;");
        methods.append("public Object[] apply(Object[] row) {\n").append(body).append("}\n");
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
    }

    /** Writes values from the given one on, as many as the method can take; says which is the next. */
    private static int fill(MethodBody body, List<Expression> projections, int from) {
        int i = from;
        while (i < projections.size() && (i == from || !body.isFull())) {
            Expression projection = projections.get(i);
            String value = projection instanceof Expression.Input input
                    ? "row[" + input.index() + "]"
                    : body.write(projection).boxed();
            body.line("out[" + i + "] = " + value + ";");
            i++;
        }
        return i;
    }

    /** The same in a method of its own, which computes again what it shares with others. */
    private int fillElsewhere(MethodBody caller, List<Expression> projections, int from) {
        String name = "fill" + methodCount++;
        caller.line(name + "(row, out);");
        MethodBody body = new MethodBody(this);
        int next = fill(body, projections, from);
        methods.append("private void ").append(name).append("(Object[] row, Object[] out) {\n");
        methods.append(body).append("}\n");
        return next;
    }

    /** What must all be TRUE: the first that is not, be it FALSE or NULL, decides, as in PostgreSQL. */
    private static List<Expression> conjuncts(Expression condition) {
        List<Expression> parts = new ArrayList<>();
        collect(condition, parts);
        return parts.size() <= CONJUNCTS_MAX ? parts : List.of(condition);
    }

    private static void collect(Expression condition, List<Expression> parts) {
        if (condition instanceof Call call && call.function().equals(Forms.AND)) {
            call.operands().forEach(operand -> collect(operand, parts));
        } else {
            parts.add(condition);
        }
    }

    /** A field that holds the object. */
    String constant(Object value, String type) {
        constants.add(value);
        constantTypes.add(type);
        return "k" + (constants.size() - 1);
    }

    /** A call of a method of its own that computes the expression and gives it as an object. */
    String outlined(Expression expression) {
        String name = "part" + methodCount++;
        pending.add(() -> {
            MethodBody body = new MethodBody(this);
            String result = body.writeHere(expression).boxed();
            body.line("return " + result + ";");
            methods.append("private Object ").append(name).append("(Object[] row) {\n");
            methods.append(body).append("}\n");
        });
        return name + "(row)";
    }

    @Nullable Object[] constants() {
        return constants.toArray();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("package ").append(CLASS_NAME, 0, CLASS_NAME_START).append(";\n");
        String simpleName = CLASS_NAME.substring(CLASS_NAME_START + 1);
        text.append("public final class ").append(simpleName);
        text.append(" implements ").append(RowFunction.class.getName()).append(" {\n");
        StringBuilder constructor = new StringBuilder("public " + simpleName + "(Object[] k) {\n");
        for (int i = 0; i < constants.size(); i++) {
            String type = constantTypes.get(i);
            text.append("private final ").append(type).append(" k").append(i).append(";\n");
            constructor.append("k").append(i).append(" = (").append(type).append(") k[");
            constructor.append(i).append("];\n");
        }
        return text.append(constructor)
                .append("}\n")
                .append(methods)
                .append("}\n")
                .toString();
    }
}
