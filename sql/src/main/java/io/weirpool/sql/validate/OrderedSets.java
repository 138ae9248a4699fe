package io.weirpool.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a query in which aggregates WITHIN GROUP that others can say are said by them: several percentiles at once as
 * an array of them, NULL where there is no value; {@code rank(3) WITHIN GROUP (ORDER BY x)}, the rank that a row would have,
 * as a count of those before it.
 */
final class OrderedSets extends SqlShuttle {
    private static final Set<String> PERCENTILES = Set.of("percentile_cont", "percentile_disc");

    private OrderedSets() {}

    static SqlNode apply(SqlNode query) {
        SqlNode copy = query.accept(new OrderedSets());
        if (copy == null) {
            throw new IllegalStateException("a query is never nothing");
        }
        return copy;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode copy = copy(call);
        if (call instanceof SqlSelect given && copy instanceof SqlSelect select) {
            SqlNodeList items = new SqlNodeList(given.getSelectList().getParserPosition());
            for (int i = 0; i < given.getSelectList().size(); i++) {
                items.add(OutputNames.keeping(
                        given.getSelectList().get(i), select.getSelectList().get(i)));
            }
            select.setSelectList(items);
        }
        return copy;
    }

    private @Nullable SqlNode copy(SqlCall call) {
        boolean filtered = call.getKind() == SqlKind.FILTER && call.operand(0).getKind() == SqlKind.WITHIN_GROUP;
        SqlNode within = filtered ? call.operand(0) : call;
        if (within.getKind() == SqlKind.WITHIN_GROUP
                && ((SqlCall) within).operand(0) instanceof SqlCall aggregate
                && ((SqlCall) within).operand(1) instanceof SqlNodeList order) {
            SqlNode condition = filtered ? call.operand(1).accept(this) : null;
            SqlNode said = new Ordered(aggregate, order, condition).said();
            if (said != null) {
                return said;
            }
        }
        return super.visit(call);
    }

    /**
     * One such aggregate.
     *
     * @param filter of the rows; null when all count
     */
    private record Ordered(
            SqlCall aggregate, SqlNodeList order, @Nullable SqlNode filter) {
        /** Null where it stays as it is. */
        @Nullable SqlNode said() {
            String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
            if (PERCENTILES.contains(name)) {
                boolean several = aggregate.operandCount() == 1
                        && order.size() == 1
                        && aggregate.operand(0) instanceof SqlCall array
                        && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
                        && array.operandCount() > 0;
                return several ? percentiles(aggregate.operand(0)) : null;
            }
            if (aggregate.operandCount() == 0 || aggregate.operandCount() != order.size()) {
                return null;
            }
            return switch (name) {
                case "rank" -> next(count(before()));
                case "dense_rank" -> next(filtered(distinct(), before()));
                case "percent_rank" ->
                    call(
                            SqlStdOperatorTable.COALESCE,
                            ratio(count(before()), call(SqlStdOperatorTable.NULLIF, count(null), number(0))),
                            number(0));
                case "cume_dist" -> ratio(next(count(or(before(), equal(order.size())))), next(count(null)));
                default -> null;
            };
        }

        private SqlNode percentiles(SqlCall fractions) {
            List<SqlNode> each = new ArrayList<>();
            for (SqlNode fraction : fractions.getOperandList()) {
                SqlNode one = aggregate.getOperator().createCall(place(), fraction);
                each.add(filtered(SqlStdOperatorTable.WITHIN_GROUP.createCall(place(), one, order), null));
            }
            SqlNode values = filtered(call(SqlStdOperatorTable.COUNT, value(order.get(0))), null);
            return new SqlCase(
                    place(),
                    null,
                    SqlNodeList.of(call(SqlStdOperatorTable.GREATER_THAN, values, number(0))),
                    SqlNodeList.of(call(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, each.toArray(SqlNode[]::new))),
                    SqlLiteral.createNull(place()));
        }

        private SqlParserPos place() {
            return aggregate.getParserPosition();
        }

        private SqlNode call(SqlOperator operator, SqlNode... operands) {
            return operator.createCall(place(), operands);
        }

        private SqlNode number(int value) {
            return SqlLiteral.createExactNumeric(String.valueOf(value), place());
        }

        private SqlNode next(SqlNode count) {
            return call(SqlStdOperatorTable.PLUS, count, number(1));
        }

        private SqlNode ratio(SqlNode part, SqlNode all) {
            SqlDataTypeSpec type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, place()), place());
            return call(SqlStdOperatorTable.DIVIDE, call(SqlStdOperatorTable.CAST, part, type), all);
        }

        private SqlNode count(@Nullable SqlNode condition) {
            return filtered(call(SqlStdOperatorTable.COUNT, SqlIdentifier.star(place())), condition);
        }

        /** NULLs are values, and an array of one is not NULL. */
        private SqlNode distinct() {
            List<SqlNode> values = new ArrayList<>();
            order.forEach(item -> values.add(call(SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, value(item))));
            return SqlStdOperatorTable.COUNT.createCall(SqlSelectKeyword.DISTINCT.symbol(place()), place(), values);
        }

        private SqlNode filtered(SqlNode call, @Nullable SqlNode condition) {
            SqlNode both = both(filter, condition);
            return both == null ? call : call(SqlStdOperatorTable.FILTER, call, both);
        }

        private @Nullable SqlNode both(@Nullable SqlNode first, @Nullable SqlNode second) {
            if (first == null || second == null) {
                return first == null ? second : first;
            }
            return call(SqlStdOperatorTable.AND, first, second);
        }

        /** Whether a row stands before the one asked about: the first column in which they differ decides. */
        private SqlNode before() {
            SqlNode result = before(0);
            for (int i = 1; i < order.size(); i++) {
                result = or(result, call(SqlStdOperatorTable.AND, equal(i), before(i)));
            }
            return result;
        }

        private SqlNode before(int index) {
            SqlNode item = order.get(index);
            SqlNode value = value(item);
            SqlNode asked = aggregate.operand(index);
            boolean descending = has(item, SqlKind.DESCENDING);
            boolean nullsFirst = has(item, SqlKind.NULLS_FIRST) || (descending && !has(item, SqlKind.NULLS_LAST));
            SqlOperator less = descending ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.LESS_THAN;
            SqlNode nullOne = call(SqlStdOperatorTable.IS_NULL, nullsFirst ? value : asked);
            SqlNode otherOne = call(SqlStdOperatorTable.IS_NOT_NULL, nullsFirst ? asked : value);
            return or(call(less, value, asked), call(SqlStdOperatorTable.AND, nullOne, otherOne));
        }

        /** Whether a row has what is asked about in the first columns. */
        private SqlNode equal(int columns) {
            SqlNode result = equalAt(0);
            for (int i = 1; i < columns; i++) {
                result = call(SqlStdOperatorTable.AND, result, equalAt(i));
            }
            return result;
        }

        private SqlNode equalAt(int index) {
            return call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, value(order.get(index)), aggregate.operand(index));
        }

        private SqlNode or(SqlNode first, SqlNode second) {
            return call(SqlStdOperatorTable.OR, first, second);
        }

        private static boolean has(SqlNode item, SqlKind kind) {
            return item.getKind() == kind || (isDirection(item) && has(((SqlCall) item).operand(0), kind));
        }

        private static boolean isDirection(SqlNode item) {
            return switch (item.getKind()) {
                case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
                default -> false;
            };
        }

        private static SqlNode value(SqlNode item) {
            return isDirection(item) ? value(((SqlCall) item).operand(0)) : item;
        }
    }
}
