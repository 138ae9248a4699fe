package io.weirpool.sql.compile;

import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the forms that are no functions: those that leave operands unevaluated, and tests of NULL.
 *
 * <p>A form that stops early is a {@code do { ... break; ... } while (false)} that sets the result's variables.
 */
final class FormWriter {
    /** Operands of one AND or OR: more are grouped, so that a large one can be spread over methods. */
    private static final int OPERANDS_MAX = 16;

    private final MethodBody body;
    private final Call call;
    private final List<Expression> operands;
    private final TypeKind kind;

    FormWriter(MethodBody body, Call call) {
        this.body = body;
        this.call = call;
        this.operands = call.operands();
        this.kind = call.type().kind();
    }

    /** Null when the call is a function. */
    @Nullable Code write() {
        return switch (call.function()) {
            case Forms.AND -> connective(true);
            case Forms.OR -> connective(false);
            case Forms.NOT -> not();
            case Forms.IS_NULL -> test(operand().isNull());
            case Forms.IS_NOT_NULL -> test("!" + operand().isNull());
            case Forms.IS_TRUE -> test(operand().isTrue());
            case Forms.IS_NOT_TRUE -> test("!" + operand().isTrue());
            case Forms.IS_FALSE -> test(operand().isFalse());
            case Forms.IS_NOT_FALSE -> test("!(" + operand().isFalse() + ")");
            case Forms.IS_DISTINCT -> distinct("");
            case Forms.IS_NOT_DISTINCT -> distinct("!");
            case Forms.CASE -> result(this::branches);
            case Forms.COALESCE -> result(this::firstNotNull);
            case Forms.GREATEST -> result(r -> extreme(r, ">"));
            case Forms.LEAST -> result(r -> extreme(r, "<"));
            case Forms.IN -> in();
            default -> null;
        };
    }

    private Code operand() {
        return body.write(operands.get(0));
    }

    private Code test(String java) {
        return new Code(TypeKind.BOOLEAN, body.declareBoolean(java), Code.NEVER);
    }

    private Code not() {
        Code operand = operand();
        return new Code(TypeKind.BOOLEAN, body.declareBoolean("!" + operand.value()), operand.isNull());
    }

    /** AND when {@code neutral} is true, else OR: the first operand that is not neutral (nor NULL) decides. */
    private Code connective(boolean neutral) {
        if (operands.size() > OPERANDS_MAX) {
            return body.write(grouped());
        }
        String value = body.declareBoolean(String.valueOf(neutral));
        String isNull = body.declareBoolean("false");
        body.block(
                "do",
                () -> {
                    for (Expression operand : operands) {
                        Code code = body.write(operand);
                        String decides = neutral ? code.isFalse() : code.isTrue();
                        body.line(
                                "if (%s) { %s = %s; %s = false; break; }".formatted(decides, value, !neutral, isNull));
                        if (!code.neverNull()) {
                            body.line("%s |= %s;".formatted(isNull, code.isNull()));
                        }
                    }
                },
                "while (false);");
        return new Code(TypeKind.BOOLEAN, value, isNull);
    }

    private Call grouped() {
        int size = (operands.size() + OPERANDS_MAX - 1) / OPERANDS_MAX;
        List<Expression> groups = new java.util.ArrayList<>();
        for (int i = 0; i < operands.size(); i += size) {
            List<Expression> group = operands.subList(i, Math.min(i + size, operands.size()));
            groups.add(group.size() == 1 ? group.get(0) : new Call(call.function(), group, call.type()));
        }
        return new Call(call.function(), groups, call.type());
    }

    private Code distinct(String not) {
        Code a = body.write(operands.get(0));
        Code b = body.write(operands.get(1));
        String equal = Comparison.javaEqual(operands.get(0).type().kind(), a.value(), b.value());
        return test(
                "%s(%s || %s ? %s != %s : !%s)".formatted(not, a.isNull(), b.isNull(), a.isNull(), b.isNull(), equal));
    }

    /** Where a form that stops early leaves its result. */
    private record Result(String value, String isNull) {}

    private Code result(Consumer<Result> statements) {
        Result result = new Result(body.declare(kind, JavaTypes.zero(kind)), body.declareBoolean("true"));
        body.block("do", () -> statements.accept(result), "while (false);");
        return new Code(kind, result.value, result.isNull);
    }

    private void set(Result result, Code code) {
        body.line("%s = %s; %s = %s;".formatted(result.value, code.value(), result.isNull, code.isNull()));
    }

    private void branches(Result result) {
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            Code condition = body.write(operands.get(i));
            Expression value = operands.get(i + 1);
            body.block(
                    "if (" + condition.isTrue() + ")",
                    () -> {
                        set(result, body.write(value));
                        body.line("break;");
                    },
                    "");
        }
        set(result, body.write(operands.get(operands.size() - 1)));
    }

    private void firstNotNull(Result result) {
        for (Expression operand : operands) {
            Code code = body.write(operand);
            set(result, code);
            body.line("if (!%s) break;".formatted(result.isNull));
        }
    }

    /** NULLs do not count. */
    private void extreme(Result result, String wins) {
        for (Expression operand : operands) {
            Code code = body.write(operand);
            String better = Comparison.javaCompare(kind, code.value(), result.value) + " " + wins + " 0";
            body.line("if (!%s && (%s || %s)) { %s = %s; %s = false; }"
                    .formatted(code.isNull(), result.isNull, better, result.value, code.value(), result.isNull));
        }
    }

    private Code in() {
        Code operand = operand();
        List<Object> members = operands.stream()
                .skip(1)
                .map(o -> Objects.requireNonNull(((Constant) o).value()))
                .toList();
        TypeKind of = operands.get(0).type().kind();
        String set = body.source().constant(ConstantSet.of(of, members), ConstantSet.class.getName());
        String box = new Code(of, operand.value(), Code.NEVER).boxed();
        String found = operand.neverNull() ? "" : "!" + operand.isNull() + " && ";
        return new Code(
                TypeKind.BOOLEAN, body.declareBoolean(found + set + ".contains(" + box + ")"), operand.isNull());
    }
}
