package io.weirpool.sql.validate;

import io.weirpool.sql.parse.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The many forms of aggregate calls as one: our operators, with an order as WITHIN GROUP where it matters and none where it
 * does not; {@code percentile_cont(0.5) WITHIN GROUP (ORDER BY x)} has x as an argument, too.
 */
final class AggregateForms {
    /** Of the standard; the order of their rows does not matter. */
    private static final Set<String> WITHOUT_ORDER = Set.of("count", "sum", "avg", "min", "max");

    /** Of the standard, and PostgreSQL's aggregates of an ordered set. */
    private static final Set<String> TAKING_ORDER = Set.of("listagg", "percentile_cont", "percentile_disc", "mode");

    private AggregateForms() {}

    /** The same call, or the one it stands for; its operands are in their form already. */
    static SqlCall apply(SqlCall call) {
        if (call.getKind() == SqlKind.WITHIN_GROUP && call.operand(0) instanceof SqlCall inner) {
            return withinGroup(inner, call.operand(1), call.getParserPosition());
        }
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        OwnAggregate own = OwnAggregate.named(name);
        if (!(call.getOperator() instanceof SqlFunction) || (own == null && !WITHOUT_ORDER.contains(name))) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        SqlNodeList order = takeOrder(operands);
        if (name.equals("listagg") && operands.size() == 1) {
            operands.add(SqlLiteral.createCharString("", call.getParserPosition()));
        }
        if (own == null) {
            return order == null ? call : create(call.getOperator(), call, operands);
        }
        SqlCall plain = create(own, call, operands);
        return order == null
                ? plain
                : SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), plain, order);
    }

    /** The parser puts ORDER BY after the last argument. */
    private static @Nullable SqlNodeList takeOrder(List<SqlNode> operands) {
        int last = operands.size() - 1;
        return last >= 0 && operands.get(last) instanceof SqlNodeList order ? removed(operands, last, order) : null;
    }

    private static SqlNodeList removed(List<SqlNode> operands, int index, SqlNodeList order) {
        operands.remove(index);
        return order;
    }

    private static SqlCall create(SqlOperator operator, SqlCall call, List<SqlNode> operands) {
        return operator.createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
    }

    private static SqlCall withinGroup(SqlCall call, SqlNodeList order, SqlParserPos position) {
        SqlCall aggregate = call;
        if (call.getOperator() instanceof OwnAggregate own) {
            refuseOther(own, call.getParserPosition());
            int ordered = switch (own.function()) {
                case PERCENTILE_CONT, PERCENTILE_DISC -> 1;
                case MODE -> 0;
                default -> -1;
            };
            if (call.operandCount() == ordered) {
                aggregate = ordered(own, call, order);
            }
        }
        return new SqlBasicCall(SqlStdOperatorTable.WITHIN_GROUP, List.of(aggregate, order), position);
    }

    /** PostgreSQL has no such function, as it takes what is ordered by for arguments more. */
    private static void refuseOther(OwnAggregate own, SqlParserPos place) {
        if (!TAKING_ORDER.contains(own.getName())) {
            throw Mistake.invalid(
                    place,
                    own.getName() + " has no WITHIN GROUP in PostgreSQL",
                    "Write the order behind the arguments: " + own.getName() + "(... ORDER BY ...).");
        }
    }

    private static SqlCall ordered(OwnAggregate own, SqlCall call, SqlNodeList order) {
        if (order.size() != 1) {
            throw Mistake.unsupported(
                    order.getParserPosition(), own.getName() + " is ordered by one expression", "Name one.");
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.add(column(order.get(0)).clone(order.getParserPosition()));
        return own.createCall(call.getParserPosition(), operands);
    }

    /** What an item of an order is by, without its direction. */
    private static SqlNode column(SqlNode item) {
        return switch (item.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> column(((SqlCall) item).operand(0));
            default -> item;
        };
    }
}
