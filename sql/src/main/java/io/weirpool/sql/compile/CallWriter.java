package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Writes one call: a function of the library, a cast, or one of the forms that do not evaluate every operand. */
final class CallWriter {
    private final MethodBody body;
    private final Call call;
    private final TypeKind kind;

    CallWriter(MethodBody body, Call call) {
        this.body = body;
        this.call = call;
        this.kind = call.type().kind();
    }

    Code write() {
        Code form = new FormWriter(body, call).write();
        if (form != null) {
            return form;
        }
        if (call.function().equals(Conversion.CAST)) {
            return cast();
        }
        return function(call.function(), call.operands());
    }

    private Code function(String name, List<Expression> operands) {
        List<TypeKind> kinds = operands.stream().map(o -> o.type().kind()).toList();
        ScalarFunction function = FunctionLibrary.find(name, kinds)
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.SQL_UNSUPPORTED, "there is no function %s%s".formatted(name, kinds)));
        List<Code> arguments = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            arguments.add(function.prepares(i) ? prepared(function, i) : body.write(operands.get(i)));
        }
        return function.takesNulls() ? invokeWithNulls(function, arguments) : invoke(function, arguments);
    }

    private Code prepared(ScalarFunction function, int index) {
        if (!function.wantsConstant(index) && !isConstant(call.operands().get(index))) {
            Code text = body.write(call.operands().get(index));
            String type = function.parameter(index).getCanonicalName();
            return new Code(text.kind(), "%s.of(%s)".formatted(type, text.value()), text.isNull());
        }
        Object value = Operands.prepared(function, index, call.operands().get(index));
        return new Code(
                TypeKind.VARCHAR, body.source().constant(value, value.getClass().getName()), Code.NEVER);
    }

    private static boolean isConstant(Expression operand) {
        return operand instanceof Expression.Constant constant && constant.value() != null;
    }

    private Code invoke(ScalarFunction function, List<Code> arguments) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            // a parameter that takes any element is given an object
            Code argument = new Code(arguments.get(i).kind(), arguments.get(i).value(), Code.NEVER);
            values.add(function.parameter(i) == Object.class ? argument.boxed() : argument.value());
        }
        String invocation = invocation(function, values);
        return guarded(kind, invocation, arguments, function.method());
    }

    private Code guarded(TypeKind result, String invocation, List<Code> arguments, Method method) {
        String cast = method.getReturnType() == Object.class ? "(" + JavaTypes.boxName(result) + ") " : "";
        boolean boxes = JavaTypes.isPrimitive(result) && !method.getReturnType().isPrimitive();
        List<String> nullTests = arguments.stream()
                .filter(a -> !a.neverNull())
                .map(Code::isNull)
                .distinct()
                .toList();
        if (nullTests.isEmpty() && !boxes) {
            String value = body.declare(result, cast + invocation);
            return new Code(result, value, nullTest(result, value, Code.NEVER, method));
        }
        String isNull = body.declareBoolean(nullTests.isEmpty() ? Code.NEVER : String.join(" | ", nullTests));
        String value = body.declare(result, JavaTypes.zero(result));
        if (boxes) {
            String box = JavaTypes.boxName(result);
            body.line("if (!%s) { %s b = %s%s; if (b == null) %s = true; else %s = %s; }"
                    .formatted(isNull, box, cast, invocation, isNull, value, JavaTypes.unboxed(result, "b")));
        } else {
            body.line("if (!%s) %s = %s%s;".formatted(isNull, value, cast, invocation));
        }
        return new Code(result, value, nullTest(result, value, isNull, method));
    }

    /** References carry their own NULL. */
    private static String nullTest(TypeKind result, String value, String isNull, Method method) {
        if (JavaTypes.isPrimitive(result)) {
            return isNull;
        }
        boolean never = isNull.equals(Code.NEVER)
                && !method.getAnnotatedReturnType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
        return never ? Code.NEVER : "(" + value + " == null)";
    }

    private Code invokeWithNulls(ScalarFunction function, List<Code> arguments) {
        String invocation =
                invocation(function, arguments.stream().map(Code::boxed).toList());
        return guarded(kind, invocation, List.of(), function.method());
    }

    private static String invocation(ScalarFunction function, List<String> arguments) {
        int fixed = function.method().getParameterCount() - (function.takesElement() ? 1 : 0);
        List<String> passed = new ArrayList<>(arguments);
        if (function.signature().variadic()) {
            List<String> rest = passed.subList(fixed - 1, passed.size());
            String array =
                    "new %s {%s}".formatted(function.parameter(fixed - 1).getCanonicalName(), String.join(", ", rest));
            rest.clear();
            passed.add(array);
        }
        if (function.takesElement()) {
            passed.add(0, TypeKind.class.getName() + "." + function.element());
        }
        String name = function.method().getDeclaringClass().getName() + "."
                + function.method().getName();
        String invoked = name + "(" + String.join(", ", passed) + ")";
        return function.comparison() == null ? invoked : "(" + invoked + " " + function.comparison() + " 0)";
    }

    private Code castArray(Expression operand, SqlType to) {
        if (operand.type().kind() == to.kind() && Conversion.fits(operand.type(), to)) {
            return body.write(operand);
        }
        String conversion = body.source().constant(ArrayCast.of(operand.type(), to), ArrayCast.class.getName());
        Code array = body.write(operand);
        return guarded(to.kind(), "%s.apply(%s)".formatted(conversion, array.value()), List.of(array), ArrayCast.APPLY);
    }

    private Code cast() {
        Expression operand = call.operands().get(0);
        SqlType from = operand.type();
        SqlType to = call.type();
        if (from.kind().isArray() || to.kind().isArray()) {
            return castArray(operand, to);
        }
        Code converted = from.kind() == to.kind()
                ? body.write(operand)
                : function(Conversion.functionName(to.kind()), call.operands());
        boolean sameKindFits = from.kind() == to.kind() && Conversion.fits(from, to);
        Method limit = Limits.method(to);
        if (sameKindFits || limit == null) {
            return converted;
        }
        String name = limit.getDeclaringClass().getName() + "." + limit.getName();
        String parameters = to.kind() == TypeKind.DECIMAL ? to.precision() + ", " + to.scale() : to.precision() + "";
        return guarded(
                to.kind(), "%s(%s, %s)".formatted(name, converted.value(), parameters), List.of(converted), limit);
    }
}
