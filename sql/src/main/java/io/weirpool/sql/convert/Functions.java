package io.weirpool.sql.convert;

import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.CommonType;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.compile.Patterns;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Functions by name; where Calcite's name or order of operands is another, here is the difference. */
final class Functions {
    private Functions() {}

    static Expression convert(RexConverter converter, RexCall call) {
        if (call.getOperator() instanceof SqlLikeOperator like) {
            return pattern(converter, call, likeName(like), like.isNegated());
        }
        if (call.getOperator() instanceof SqlPosixRegexOperator regex) {
            return pattern(converter, call, regex.isCaseSensitive() ? "~" : "~*", regex.isNegated());
        }
        String name = FunctionNames.postgres(call.getOperator().getName());
        if (name.startsWith("is json ") || name.startsWith("is not json ")) {
            return isJson(converter, call, name);
        }
        return switch (name) {
            case "trim" -> trim(converter, call);
            case "position" -> position(converter, call);
            case "floor", "ceil" -> floor(converter, call, name);
            case "substring" -> substring(converter, call);
            default -> converter.function(name, call);
        };
    }

    /** IS [NOT] JSON [VALUE | OBJECT | ARRAY | SCALAR]. */
    private static Expression isJson(RexConverter converter, RexCall call, String name) {
        String sort = name.substring(name.lastIndexOf(' ') + 1);
        Expression test =
                converter.function(sort.equals("value") ? "is-json" : "is-json-" + sort, converter.operands(call));
        return name.startsWith("is not ") ? Expressions.form(Forms.NOT, List.of(test)) : test;
    }

    private static String likeName(SqlLikeOperator like) {
        return switch (like.getName()
                .toUpperCase(Locale.ROOT)
                .replace("NOT ", "")
                .replace("NEGATED ", "")) {
            case "LIKE" -> "like";
            case "ILIKE" -> "ilike";
            case "SIMILAR TO" -> "similar to";
            default -> like.getName().toLowerCase(Locale.ROOT);
        };
    }

    private static Expression pattern(RexConverter converter, RexCall call, String name, boolean negated) {
        List<Expression> operands = converter.operands(call);
        if (operands.stream().anyMatch(CommonType::isNull)) {
            return new Constant(null, SqlType.of(TypeKind.BOOLEAN));
        }
        boolean similar = name.equals("similar to");
        if (similar && !(operands.get(1) instanceof Constant)) {
            Expression regex = converter.function("similar_to_escape", operands.subList(1, operands.size()));
            operands = List.of(operands.get(0), regex);
        } else if (similar || operands.size() == 3) {
            String pattern = text(operands.get(1), name);
            String escape = operands.size() == 3 ? text(operands.get(2), name) : "\\";
            String rewritten = similar ? Patterns.regex(pattern, escape) : Patterns.like(pattern, escape);
            operands = List.of(
                    operands.get(0),
                    new Constant(rewritten, SqlType.varchar(SqlType.UNBOUNDED).notNull()));
        }
        Expression matches = converter.function(similar ? "~" : name, operands);
        return negated ? Expressions.form(Forms.NOT, List.of(matches)) : matches;
    }

    /** {@code substring(text SIMILAR pattern ESCAPE '#')}, in whichever of its forms: one of a regular expression. */
    private static Expression substring(RexConverter converter, RexCall call) {
        List<Expression> operands = converter.operands(call);
        boolean similar = operands.size() == 3
                && operands.stream().allMatch(o -> o.type().kind().isText());
        if (!similar || operands.stream().anyMatch(CommonType::isNull)) {
            return converter.function("substring", call);
        }
        String regex = Patterns.regex(text(operands.get(1), "substring"), text(operands.get(2), "substring"));
        return converter.function(
                "substring",
                List.of(
                        operands.get(0),
                        new Constant(regex, SqlType.varchar(SqlType.UNBOUNDED).notNull())));
    }

    private static String text(Expression operand, String name) {
        if (operand instanceof Constant constant && constant.value() instanceof String text) {
            return text;
        }
        throw RexConverter.unsupported(name + " with a pattern or an ESCAPE that is not a constant");
    }

    /** TRIM(BOTH characters FROM text). */
    private static Expression trim(RexConverter converter, RexCall call) {
        if (!(call.getOperands().get(0) instanceof RexLiteral flag)) {
            return converter.function("btrim", converter.operands(call));
        }
        String name = switch (String.valueOf(flag.getValueAs(SqlTrimFunction.Flag.class))) {
            case "LEADING" -> "ltrim";
            case "TRAILING" -> "rtrim";
            default -> "btrim";
        };
        Expression characters = converter.convert(call.getOperands().get(1));
        Expression text = converter.convert(call.getOperands().get(2));
        return converter.function(name, List.of(text, characters));
    }

    /** POSITION(part IN text). */
    private static Expression position(RexConverter converter, RexCall call) {
        List<Expression> reversed = new ArrayList<>(converter.operands(call));
        Collections.reverse(reversed);
        return converter.function("strpos", reversed);
    }

    /** CEIL(time TO unit) is no function of PostgreSQL's, and has none to stand for it. */
    private static Expression floor(RexConverter converter, RexCall call, String name) {
        if (call.getOperands().size() == 2) {
            throw RexConverter.unsupported(name + " of a time; use date_trunc('unit', x)");
        }
        return converter.function(name, call);
    }
}
