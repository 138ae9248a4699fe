package io.weirpool.sql.compile;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions that take operands of any type, as JSON or only to ask whether they are NULL. */
final class AnyOperands {
    private static final String TO_JSON = "to_jsonb";

    private static final String BUILD_OBJECT = "jsonb_build_object";

    private static final Set<String> BUILDING = Set.of("jsonb_build_array", BUILD_OBJECT);

    private static final Set<String> COUNTING = Set.of("num_nulls", "num_nonnulls");

    private AnyOperands() {}

    /** What the function of the library takes in their place. */
    static List<Expression> of(String name, List<Expression> operands) {
        if (name.equals(TO_JSON)) {
            return operands.stream().map(OutputText::padded).toList();
        }
        if (COUNTING.contains(name)) {
            return operands.stream().map(AnyOperands::presence).toList();
        }
        if (!BUILDING.contains(name)) {
            return operands;
        }
        List<Expression> json = new ArrayList<>();
        for (Expression operand : operands) {
            boolean isKey = name.equals(BUILD_OBJECT) && json.size() % 2 == 0;
            if (isKey
                    && (operand.type().kind() == TypeKind.JSON
                            || operand.type().kind().isArray())) {
                throw Failures.unsupported(
                        "argument %d of %s: a name that is JSON or an array".formatted(json.size() + 1, name));
            }
            json.add(json(operand));
        }
        return json;
    }

    private static Expression json(Expression operand) {
        return Expressions.function(TO_JSON, List.of(operand)).orElse(operand);
    }

    /** TRUE or NULL. */
    private static Expression presence(Expression operand) {
        SqlType type = SqlType.of(TypeKind.BOOLEAN);
        return Expressions.choice(List.of(
                        Expressions.form(Forms.IS_NULL, List.of(operand)),
                        new Constant(null, type),
                        new Constant(true, type.notNull())))
                .orElseThrow();
    }
}
