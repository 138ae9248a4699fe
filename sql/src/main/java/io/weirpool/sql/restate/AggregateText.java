package io.weirpool.sql.restate;

import io.weirpool.sql.convert.FunctionNames;
import io.weirpool.sql.parse.StatementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;

/**
 * Aggregates that PostgreSQL does not have, or whose answer it leaves open, by means of one of the session's own:
 * {@link #FIRST}, the first value that is not NULL in the order given.
 */
final class AggregateText {
    /** Schema and name: what is temporary is not looked for without its schema. */
    static final String FIRST = "pg_temp.weirpool_first";

    private static final Set<String> LEAST = Set.of("arg_min", "min_by");
    private static final Set<String> GREATEST = Set.of("arg_max", "max_by");
    /** Without an order PostgreSQL takes rows as they come; here they are in the order of the arguments. */
    private static final Set<String> ORDERED = Set.of("array_agg", "string_agg", "json_agg", "jsonb_agg");

    private final StatementText text;
    private final InputOrder input;

    private AggregateText(StatementText text, InputOrder input) {
        this.text = text;
        this.input = input;
    }

    /**
     * Empty when the call may stay as it is, or its operands are to be looked at.
     *
     * @param input the order of the rows that are aggregated
     */
    static Optional<String> of(StatementText text, SqlCall call, InputOrder input) {
        AggregateText aggregates = new AggregateText(text, input);
        return switch (call.getKind()) {
            case OVER -> aggregates.over(call);
            case FILTER -> aggregates.filtered(call.operand(0), call.operand(1));
            case WITHIN_GROUP -> Optional.empty();
            default -> aggregates.plain(call);
        };
    }

    private static boolean isOwn(SqlNode node) {
        if (node instanceof SqlCall call && call.getKind() == SqlKind.FILTER) {
            return isOwn(call.operand(0));
        }
        String name = name(node);
        return LEAST.contains(name) || GREATEST.contains(name) || name.equals("any_value");
    }

    private static String name(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator() instanceof SqlFunction function
                ? FunctionNames.postgres(function.getName())
                : "";
    }

    /** There an aggregate over a window takes no order. */
    private Optional<String> over(SqlCall over) {
        if (isOwn(over.operand(0))) {
            throw RewrittenText.unsupported("aggregate over a window", over.operand(0));
        }
        return Optional.empty();
    }

    private Optional<String> filtered(SqlNode aggregate, SqlNode condition) {
        String more = " AND (" + RewrittenText.of(text, condition) + ")";
        if (isCountOfSeveral(aggregate)) {
            return Optional.of(counted((SqlCall) aggregate, more));
        }
        return aggregate instanceof SqlCall call && (LEAST.contains(name(call)) || GREATEST.contains(name(call)))
                ? Optional.of(extreme(call, more))
                : Optional.empty();
    }

    private static boolean isCountOfSeveral(SqlNode aggregate) {
        return aggregate instanceof SqlCall call && name(call).equals("count") && call.operandCount() > 1;
    }

    /** Of rows in which all arguments have a value; PostgreSQL counts one argument only. */
    private String counted(SqlCall call, String condition) {
        List<String> operands = call.getOperandList().stream()
                .map(operand -> RewrittenText.of(text, operand))
                .toList();
        String values = operands.stream()
                .map(operand -> "(" + operand + ") IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "count(%s) FILTER (WHERE %s%s)"
                .formatted(
                        isDistinct(call) ? "DISTINCT (" + String.join(", ", operands) + ")" : "*", values, condition);
    }

    private static boolean isDistinct(SqlCall call) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    }

    private Optional<String> plain(SqlCall call) {
        String name = name(call);
        if (LEAST.contains(name) || GREATEST.contains(name)) {
            return Optional.of(extreme(call, ""));
        }
        if (isCountOfSeveral(call)) {
            return Optional.of(counted(call, ""));
        }
        return switch (name) {
            case "any_value" -> Optional.of("%1$s(%2$s ORDER BY %2$s)".formatted(FIRST, operand(call, 0)));
            case "approx_count_distinct" -> Optional.of("count(DISTINCT %s)".formatted(operand(call, 0)));
            case "listagg" -> Optional.of(ordered("string_agg", call, call.operandCount() < 2 ? "''" : ""));
            default ->
                ORDERED.contains(name) && call.operandCount() > 0 && !hasOrder(call)
                        ? Optional.of(ordered(name, call, ""))
                        : Optional.empty();
        };
    }

    private static boolean hasOrder(SqlCall call) {
        return call.getOperandList().stream().anyMatch(SqlNodeList.class::isInstance);
    }

    private String ordered(String name, SqlCall call, String delimiter) {
        List<String> operands = new ArrayList<>();
        call.getOperandList().forEach(operand -> operands.add(RewrittenText.of(text, operand)));
        if (!delimiter.isEmpty()) {
            operands.add(delimiter);
        }
        String list = String.join(", ", operands);
        if (!isDistinct(call) && input == InputOrder.PERHAPS) {
            throw RewrittenText.unsupported("aggregate without ORDER BY over rows in an order", call);
        }
        if (!isDistinct(call) && input == InputOrder.OF_FUNCTION) {
            return "%s(%s)".formatted(name, list);
        }
        return "%s(%s%s ORDER BY %s)".formatted(name, isDistinct(call) ? "DISTINCT " : "", list, list);
    }

    /** NULL is a value of the row that is taken, which the session's aggregate would pass over. */
    private String extreme(SqlCall call, String condition) {
        String shown = operand(call, 0);
        String by = operand(call, 1);
        String rows = "ORDER BY %s%s, %s) FILTER (WHERE (%s) IS NOT NULL%s)"
                .formatted(by, GREATEST.contains(name(call)) ? " DESC" : "", shown, by, condition);
        return "CASE WHEN (array_agg((%s) IS NOT NULL %s)[1] THEN %s(%s %s END"
                .formatted(shown, rows, FIRST, shown, rows);
    }

    private String operand(SqlCall call, int index) {
        return RewrittenText.of(text, call.operand(index));
    }
}
