package io.weirpool.sql.translate;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.model.SqlType;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.plan.WindowCall;
import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/** Functions OVER windows: each becomes a column of a window operator, one operator for each partition and order. */
final class Windows {
    private final PlanBuilder builder;

    Windows(PlanBuilder builder) {
        this.builder = builder;
    }

    /** Rows of a partition in order. */
    private record Layout(List<Integer> partition, List<SortKey> order) {}

    /** The same expressions, their window functions replaced by columns that hold their values. */
    Extended extend(Extended given) {
        List<RexNode> nodes = given.nodes().stream().map(Windows::withoutGuards).toList();
        if (nodes.stream().noneMatch(RexOver::containsOver)) {
            return given;
        }
        Correlation.Keyed keyed = builder.keyed(given.relation());
        Columns columns = new Columns(builder, keyed.relation().plan());
        Map<Layout, List<WindowCall>> calls = new LinkedHashMap<>();
        Map<RexOver, WindowCall> callOf = new LinkedHashMap<>();
        Map<RexOver, Layout> layoutOf = new LinkedHashMap<>();
        RowOrder met = met(nodes, columns, keyed);
        for (RexOver over : overs(nodes)) {
            Layout layout = layout(over, columns, keyed);
            if (takesOrder(over)) {
                boolean apart = !over.getWindow().partitionKeys.isEmpty();
                RowOrder seen = apart ? keyed.relation().order() : met;
                layout = new Layout(layout.partition, seen.among(layout.partition));
            }
            WindowCall call = new WindowCalls(columns, layout.order).of(over);
            List<WindowCall> same = calls.computeIfAbsent(layout, l -> new ArrayList<>());
            if (!same.contains(call)) {
                same.add(call);
            }
            callOf.put(over, call);
            layoutOf.put(over, layout);
        }
        Plan plan = columns.plan();
        Map<Layout, Integer> starts = new LinkedHashMap<>();
        for (Map.Entry<Layout, List<WindowCall>> window : calls.entrySet()) {
            starts.put(window.getKey(), plan.rowType().size());
            plan = window(plan, window.getKey(), window.getValue());
        }
        RexShuttle values = new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                Layout layout = requireNonNull(layoutOf.get(over));
                WindowCall call = requireNonNull(callOf.get(over));
                int column = requireNonNull(starts.get(layout))
                        + requireNonNull(calls.get(layout)).indexOf(call);
                return new RexInputRef(column, over.getType());
            }
        };
        List<RexNode> replaced = nodes.stream().map(node -> node.accept(values)).toList();
        RowOrder after = calls.size() == 1 ? after(calls.keySet().iterator().next()) : RowOrder.NONE;
        return new Extended(keyed.relation().with(plan).ordered(after), replaced);
    }

    /** PostgreSQL sorts rows for a window, and gives them out so. */
    private static RowOrder after(Layout layout) {
        return RowOrder.rising(layout.partition).then(layout.order);
    }

    private static Plan window(Plan input, Layout layout, List<WindowCall> calls) {
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        input.rowType().columns().forEach(column -> {
            names.add(column.name().value());
            types.add(column.type());
        });
        for (WindowCall call : calls) {
            names.add("w" + names.size());
            types.add(call.type());
        }
        return new Plan.Window(input, layout.partition, layout.order, calls, ColumnNames.rowType(names, types));
    }

    /** Whether one of the functions depends on the order of rows, and its window says none. */
    static boolean takesOrder(List<RexNode> nodes) {
        return overs(nodes).stream().anyMatch(Windows::takesOrder);
    }

    /** Not those over a frame of all rows that are equal in the order: without one, all are. */
    private static boolean takesOrder(RexOver over) {
        if (!over.getWindow().orderKeys.isEmpty()) {
            return false;
        }
        return switch (over.getAggOperator().getKind()) {
            case ROW_NUMBER, NTILE, LAG, LEAD -> true;
            case RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> false;
            default -> over.getWindow().isRows();
        };
    }

    /**
     * The order in which PostgreSQL gives all rows to a window that says none: that of the input, or as they were sorted for
     * the others of the query, if all of these want them so.
     */
    private static RowOrder met(List<RexNode> nodes, Columns columns, Correlation.Keyed keyed) {
        List<Layout> others = overs(nodes).stream()
                .filter(over -> !over.getWindow().partitionKeys.isEmpty()
                        || over.getWindow().orderKeys.stream().anyMatch(key -> !(key.left instanceof RexLiteral)))
                .map(over -> layout(over, columns, keyed))
                .distinct()
                .toList();
        return switch (others.size()) {
            case 0 -> keyed.relation().order();
            case 1 -> after(others.get(0)).then(keyed.relation().order().keys());
            default -> RowOrder.NONE;
        };
    }

    private static Layout layout(RexOver over, Columns columns, Correlation.Keyed keyed) {
        List<Integer> partition =
                over.getWindow().partitionKeys.stream().map(columns::column).toList();
        List<SortKey> order = over.getWindow().orderKeys.stream()
                .map(key -> key(key, columns))
                .toList();
        List<Integer> equal = Stream.concat(keyed.keys().stream(), partition.stream())
                .distinct()
                .toList();
        return new Layout(equal, order);
    }

    private static SortKey key(RexFieldCollation key, Columns columns) {
        boolean descending = key.getDirection().isDescending();
        boolean nullsFirst = key.getNullDirection() == RelFieldCollation.NullDirection.FIRST
                || (key.getNullDirection() == RelFieldCollation.NullDirection.UNSPECIFIED && descending);
        return new SortKey(columns.column(key.left), descending, nullsFirst);
    }

    private static List<RexOver> overs(List<RexNode> nodes) {
        List<RexOver> found = new ArrayList<>();
        RexShuttle collect = new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                found.add(over);
                return over;
            }
        };
        nodes.forEach(node -> node.accept(collect));
        return found.stream().distinct().toList();
    }

    /** {@code CASE WHEN COUNT(x) OVER w > 0 THEN SUM(x) OVER w END} is how Calcite writes a sum that is NULL for nothing: ours is. */
    private static RexNode withoutGuards(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                return isGuard(call) ? call.getOperands().get(1) : super.visitCall(call);
            }
        });
    }

    private static boolean isGuard(RexCall call) {
        if (call.getKind() != SqlKind.CASE || call.getOperands().size() != 3) {
            return false;
        }
        RexNode condition = call.getOperands().get(0);
        boolean counts = condition.getKind() == SqlKind.GREATER_THAN
                && ((RexCall) condition).getOperands().get(0) instanceof RexOver count
                && count.getAggOperator().getKind() == SqlKind.COUNT
                && !count.getOperands().isEmpty()
                && guards(count, call.getOperands().get(1));
        return counts && RexLiteral.isNullLiteral(call.getOperands().get(2));
    }

    private static boolean guards(RexOver count, RexNode value) {
        RexNode uncast = value.getKind() == SqlKind.CAST
                ? ((RexCall) value).getOperands().get(0)
                : value;
        return uncast instanceof RexOver sum
                && sum.getOperands().equals(count.getOperands())
                && sum.getWindow().equals(count.getWindow())
                && (sum.getAggOperator().getKind() == SqlKind.SUM
                        || sum.getAggOperator().getKind() == SqlKind.SUM0);
    }

    /** A plan's columns, and more of them where expressions are asked for. */
    static final class Columns {
        private final PlanBuilder builder;
        private final Plan plan;
        private final List<Expression> added = new ArrayList<>();

        Columns(PlanBuilder builder, Plan plan) {
            this.builder = builder;
            this.plan = plan;
        }

        Expression expression(RexNode node) {
            Expression expression = builder.scalar(node, plan);
            if (!Scope.outerColumns(expression).isEmpty()) {
                throw Subqueries.unsupported(
                        "a window function of columns of the query outside", "Compute them in a subquery in FROM.");
            }
            return expression;
        }

        int column(RexNode node) {
            return column(expression(node));
        }

        int column(Expression expression) {
            if (expression instanceof Input input) {
                return input.index();
            }
            int known = added.indexOf(expression);
            if (known < 0) {
                added.add(expression);
                known = added.size() - 1;
            }
            return plan.rowType().size() + known;
        }

        SqlType type(int column) {
            int width = plan.rowType().size();
            return column < width
                    ? plan.rowType().type(column)
                    : added.get(column - width).type();
        }

        /** With all columns asked for so far. */
        Plan plan() {
            return added.isEmpty() ? plan : Calcs.with(plan, added);
        }
    }
}
