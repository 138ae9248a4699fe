package io.weirpool.sql.convert;

import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Functions by name; where Calcite's name or order of operands is another, here is the difference. */
final class Functions {
    /** Calcite's or a standard name, lower case, and PostgreSQL's. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("char_length", "length"),
            Map.entry("character_length", "length"),
            Map.entry("ceiling", "ceil"),
            Map.entry("truncate", "trunc"),
            Map.entry("substr", "substring"),
            Map.entry("pow", "power"),
            Map.entry("translate3", "translate"),
            Map.entry("datepart", "date_part"));

    private Functions() {}

    static Expression convert(RexConverter converter, RexCall call) {
        if (call.getOperator() instanceof SqlLikeOperator like) {
            return pattern(converter, call, likeName(like), like.isNegated());
        }
        if (call.getOperator() instanceof SqlPosixRegexOperator regex) {
            return pattern(converter, call, regex.isCaseSensitive() ? "~" : "~*", regex.isNegated());
        }
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "trim" -> trim(converter, call);
            case "position" -> position(converter, call);
            case "extract" -> part(converter, call);
            case "floor", "ceil", "ceiling" -> floor(converter, call, name);
            case "timestamp_trunc", "datetime_trunc", "time_trunc" ->
                throw RexConverter.unsupported(name + "; use date_trunc('unit', x)");
            default -> converter.function(OTHER_NAMES.getOrDefault(name, name), converter.operands(call));
        };
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
        Expression matches = converter.function(name, converter.operands(call));
        return negated ? Expressions.form(Forms.NOT, List.of(matches)) : matches;
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

    private static Expression part(RexConverter converter, RexCall call) {
        Constant unit = Times.unit((RexLiteral) call.getOperands().get(0));
        RexNode time = call.getOperands().get(1);
        return converter.function("extract", List.of(unit, converter.convert(time)));
    }

    /** FLOOR(x) of a number, or FLOOR(time TO unit). */
    private static Expression floor(RexConverter converter, RexCall call, String name) {
        boolean ofTime = call.getOperands().size() == 2
                && call.getOperands().get(1) instanceof RexLiteral flag
                && flag.getValue() instanceof TimeUnitRange;
        if (!ofTime) {
            return converter.function(OTHER_NAMES.getOrDefault(name, name), converter.operands(call));
        }
        if (!name.equals("floor")) {
            throw RexConverter.unsupported("CEIL of a time; use date_trunc");
        }
        Constant unit = Times.unit((RexLiteral) call.getOperands().get(1));
        return converter.function(
                "date_trunc", List.of(unit, converter.convert(call.getOperands().get(0))));
    }
}
