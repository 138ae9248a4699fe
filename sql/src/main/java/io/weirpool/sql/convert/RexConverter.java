package io.weirpool.sql.convert;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.compile.Expressions;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.compile.FunctionLibrary;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calcite's row expressions as ours, typed by PostgreSQL's rules: a result's type follows from the function and its
 * operands, not from what Calcite derived. Stateless.
 */
public final class RexConverter {
    private static final Set<String> IMPURE = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtime",
            "localtimestamp",
            "rand",
            "random",
            "rand_integer",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "current_user",
            "user",
            "session_user");

    private final RowType input;

    private RexConverter(RowType input) {
        this.input = input;
    }

    /**
     * The same expression.
     *
     * @param input what input references refer to; its types stand, not those Calcite noted in the reference
     * @throws WeirpoolException {@code SQL_UNSUPPORTED}, naming the function and its operand types
     */
    public static Expression convert(RexNode node, RowType input) {
        try {
            return new RexConverter(input).convert(node);
        } catch (ExpressionFailure e) {
            throw new WeirpoolException(ErrorCode.SQL_UNSUPPORTED, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether a literal in quotes, or NULL, which takes the type that a function wants. */
    public static boolean isUntyped(RexNode node) {
        if (node instanceof RexCall call
                && call.getKind() == SqlKind.CAST
                && SqlTypeUtil.inCharFamily(call.getType())) {
            return !isWritten(call) && isUntyped(call.getOperands().get(0));
        }
        if (!(node instanceof RexLiteral literal)) {
            return false;
        }
        return literal.isNull()
                ? literal.getType().getSqlTypeName() == SqlTypeName.NULL
                : SqlTypeUtil.inCharFamily(literal.getType());
    }

    /** Each, in order. */
    public static List<Expression> convert(List<? extends RexNode> nodes, RowType input) {
        return nodes.stream().map(n -> convert(n, input)).toList();
    }

    Expression convert(RexNode node) {
        if (node instanceof RexInputRef reference) {
            return new Input(reference.getIndex(), input.type(reference.getIndex()));
        }
        if (node instanceof RexLiteral literal) {
            return Literals.convert(literal);
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw unsupported(node.getClass().getSimpleName() + " " + node);
    }

    private Expression call(RexCall call) {
        return switch (call.getKind()) {
            case AND -> Expressions.form(Forms.AND, operands(call));
            case OR -> Expressions.form(Forms.OR, operands(call));
            case NOT -> Expressions.form(Forms.NOT, operands(call));
            case IS_NULL -> Expressions.form(Forms.IS_NULL, operands(call));
            case IS_NOT_NULL -> Expressions.form(Forms.IS_NOT_NULL, operands(call));
            case IS_TRUE -> Expressions.form(Forms.IS_TRUE, operands(call));
            case IS_NOT_TRUE -> Expressions.form(Forms.IS_NOT_TRUE, operands(call));
            case IS_FALSE -> Expressions.form(Forms.IS_FALSE, operands(call));
            case IS_NOT_FALSE -> Expressions.form(Forms.IS_NOT_FALSE, operands(call));
            case IS_DISTINCT_FROM -> same(Forms.IS_DISTINCT, call);
            case IS_NOT_DISTINCT_FROM -> same(Forms.IS_NOT_DISTINCT, call);
            case CASE -> choice(call);
            case COALESCE -> same(Forms.COALESCE, call);
            case GREATEST, GREATEST_PG -> same(Forms.GREATEST, call);
            case LEAST, LEAST_PG -> same(Forms.LEAST, call);
            case NULLIF -> nullIf(call);
            case CAST -> cast(call);
            case SEARCH -> Searches.convert(this, call);
            case EQUALS -> function("=", call);
            case NOT_EQUALS -> function("<>", call);
            case LESS_THAN -> function("<", call);
            case LESS_THAN_OR_EQUAL -> function("<=", call);
            case GREATER_THAN -> function(">", call);
            case GREATER_THAN_OR_EQUAL -> function(">=", call);
            case PLUS, CHECKED_PLUS -> function("+", call);
            case MINUS, CHECKED_MINUS -> function("-", call);
            case TIMES, CHECKED_TIMES -> function("*", call);
            case DIVIDE, CHECKED_DIVIDE -> function("/", call);
            case MOD -> function("%", call);
            case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> function("negate", call);
            case PLUS_PREFIX -> convert(call.getOperands().get(0));
            default -> Functions.convert(this, call);
        };
    }

    List<Expression> operands(RexCall call) {
        return call.getOperands().stream().map(this::convert).toList();
    }

    /** The function of the library these operands choose; literals in quotes take the type that it wants. */
    Expression function(String name, RexCall call) {
        return function(name, operands(call), untyped(call));
    }

    private static Set<Integer> untyped(RexCall call) {
        return IntStream.range(0, call.getOperands().size())
                .filter(i -> isUntyped(call.getOperands().get(i)))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The function of the library these operands choose. */
    Expression function(String name, List<Expression> operands) {
        return function(name, operands, Set.of());
    }

    private Expression function(String name, List<Expression> operands, Set<Integer> untyped) {
        if (IMPURE.contains(name)) {
            throw unsupported(
                    name + " gives another answer each time: a view must compute the same from the same rows");
        }
        if (FunctionLibrary.isSet(name)) {
            throw unsupported(name + " gives rows: it stands in FROM, or by itself in the list of SELECT");
        }
        if (name.equals(FunctionLibrary.ARRAY)
                && operands.stream().anyMatch(o -> o.type().kind().isArray())) {
            throw unsupported(
                    "an array in an array: arrays here have one dimension; concatenate them, or use to_jsonb");
        }
        if (name.equals(FunctionLibrary.ARRAY)
                && operands.stream().anyMatch(o -> o.type().kind() == TypeKind.CHAR)) {
            throw unsupported("a CHAR in an array, or counted within a row; cast it to text");
        }
        return Expressions.function(name, operands, untyped)
                .orElseThrow(() -> unsupported("there is no function " + name + types(operands)));
    }

    private static String types(List<Expression> operands) {
        return "("
                + String.join(
                        ", ", operands.stream().map(o -> o.type().toString()).toList()) + ")";
    }

    private Expression same(String form, RexCall call) {
        return Expressions.sameKind(form, operands(call), untyped(call))
                .orElseThrow(() -> unsupported(form + " over " + types(operands(call))));
    }

    private Expression choice(RexCall call) {
        List<Expression> operands = operands(call);
        return Expressions.choice(operands, untyped(call))
                .orElseThrow(
                        () -> unsupported("CASE with values of types that have none in common: " + types(operands)));
    }

    private Expression nullIf(RexCall call) {
        return Expressions.nullIf(operands(call), untyped(call))
                .orElseThrow(() -> unsupported("there is no = for NULLIF" + types(operands(call))));
    }

    private Expression cast(RexCall call) {
        Expression operand = convert(call.getOperands().get(0));
        SqlType type =
                CalciteTypes.fromCalcite(call.getType()).orElseThrow(() -> unsupported("CAST to " + call.getType()));
        boolean written = isWritten(call);
        if (!written && operand instanceof Constant constant && isPadding(constant, type)) {
            return operand;
        }
        if (!written && operand.type().kind() == TypeKind.CHAR && type.kind() == TypeKind.VARCHAR) {
            return operand; // Calcite's, beside a literal of another length; blanks at the end do not count
        }
        return Conversion.to(operand, type).orElseThrow(() -> unsupported("CAST of " + operand.type() + " to " + type));
    }

    /** Whether the query has it; Calcite's own casts have no place. */
    private static boolean isWritten(RexCall cast) {
        return cast.getParserPosition().getLineNum() > 0;
    }

    /** Calcite gives text literals the length of their longest neighbour; in PostgreSQL they are text. */
    private static boolean isPadding(Constant constant, SqlType type) {
        return constant.value() instanceof String text
                && constant.type().kind() == TypeKind.VARCHAR
                && type.kind().isText()
                && (type.precision() == SqlType.UNBOUNDED || text.codePointCount(0, text.length()) <= type.precision());
    }

    static WeirpoolException unsupported(String detail) {
        String shown = detail.length() > 200 ? detail.substring(0, 200) + "…" : detail;
        return new WeirpoolException(ErrorCode.SQL_UNSUPPORTED, shown);
    }
}
