package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A view's operators as text, from the view down to what it reads, with its key and its hops. */
public final class PlanPrinter implements PlanVisitor<String> {
    private static final String BY_ROW = "hop by row";
    private static final String EVERYWHERE = "broadcast to all tasks";

    private PlanPrinter() {}

    /** Several lines, each ended. */
    public static String print(ViewPlan view) {
        StringBuilder text = new StringBuilder();
        text.append("view ")
                .append(view.name())
                .append(" (")
                .append(columns(view.columns()))
                .append(")\n");
        text.append("  ").append(key(view)).append('\n');
        eventTime(view.eventTime()).ifPresent(policy -> line(policy, 1, text));
        for (List<Integer> index : view.indexes()) {
            text.append("  index on ").append(names(view.columns(), index)).append('\n');
        }
        Optional<String> last = lastHop(view);
        last.ifPresent(hop -> line(hop, 1, text));
        lines(view.plan(), last.isPresent() ? 2 : 1, text);
        return text.toString();
    }

    /** What a row's task is chosen by on the way to where the view's rows are kept; empty where they are made in those tasks. */
    public static Optional<String> lastHop(ViewPlan view) {
        if (Locality.lastStays(view.plan(), view.key())) {
            return Optional.empty();
        }
        return switch (Placement.ending(view.plan(), view.key())) {
            case COUNTED -> Optional.of(BY_ROW);
            case KEYED -> Optional.of(hop(view.columns(), ((ViewKey.Columns) view.key()).indexes()));
            case GROUPS, SOURCE -> Optional.empty();
        };
    }

    /** One operator in a line, without what it reads. */
    public static String operator(Plan plan) {
        return plan.accept(new PlanPrinter());
    }

    private static Optional<String> eventTime(EventTimePolicy policy) {
        String late =
                policy.late() == EventTimePolicy.Late.DEAD_LETTER ? "become dead letters" : "are left out and counted";
        return policy.closes()
                ? Optional.of("late rows " + late
                        + (policy.emitFinal() ? "; each row is written once, when it is final" : ""))
                : Optional.empty();
    }

    private static void line(String line, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private static void lines(Plan plan, int depth, StringBuilder text) {
        line(operator(plan), depth, text);
        for (int i = 0; i < plan.inputs().size(); i++) {
            Plan input = plan.inputs().get(i);
            Optional<String> hop = hopBelow(plan, i);
            hop.ifPresent(h -> line(h, depth + 1, text));
            lines(input, hop.isPresent() ? depth + 2 : depth + 1, text);
        }
    }

    /** What a row's task is chosen by on the way to an operator; empty where it stays in its task. */
    public static Optional<String> hopBelow(Plan plan, int index) {
        if (Locality.stays(plan, index)) {
            return Optional.empty();
        }
        RowType input = plan.inputs().get(index).rowType();
        if (plan instanceof Plan.Aggregate aggregate) {
            return Optional.of(hop(input, aggregate.meeting()));
        }
        if (plan instanceof Plan.Join join) {
            return Optional.of(joined(join, index));
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return Optional.of(hop(input, side(join.keys(), index)));
        }
        if (plan instanceof Plan.TopN topN) {
            return Optional.of(hop(input, topN.partition()));
        }
        if (plan instanceof Plan.Window window) {
            return Optional.of(hop(input, window.partition()));
        }
        return plan instanceof Plan.SetOperation ? Optional.of(BY_ROW) : Optional.empty();
    }

    private static String joined(Plan.Join join, int index) {
        OptionalInt everywhere = Broadcast.input(join);
        if (everywhere.isPresent()) {
            return everywhere.getAsInt() == index ? EVERYWHERE + (join.isSmall(index) ? ", as hinted" : "") : BY_ROW;
        }
        return hop(join.inputs().get(index).rowType(), side(join.keys(), index));
    }

    private static List<Integer> side(List<JoinKey> keys, int index) {
        return keys.stream().map(key -> index == 0 ? key.left() : key.right()).toList();
    }

    private static String hop(RowType type, List<Integer> columns) {
        return columns.isEmpty() ? "hop to one task" : "hop by " + names(type, columns);
    }

    /** What identifies a row of the view. */
    public static String key(ViewPlan view) {
        if (view.key() instanceof ViewKey.Columns columns) {
            return columns.indexes().isEmpty()
                    ? "one row, without a key"
                    : "key " + names(view.columns(), columns.indexes());
        }
        return view.key() instanceof ViewKey.LogPosition
                ? "no key: a bag that only grows, each row under its place in the log"
                : "no key: a bag, each row with how often it occurs";
    }

    @Override
    public String visitScan(Plan.Scan scan) {
        return "scan %s %s (%s)"
                .formatted(scan.appendOnly() ? "stream" : "table", scan.source(), columns(scan.rowType()));
    }

    @Override
    public String visitViewRows(Plan.ViewRows rows) {
        return "rows of view " + rows.view();
    }

    @Override
    public String visitCalc(Plan.Calc calc) {
        RowType input = calc.input().rowType();
        String projections = IntStream.range(0, calc.projections().size())
                .mapToObj(i -> named(
                        calc.rowType().column(i), expression(calc.projections().get(i), input)))
                .collect(Collectors.joining(", "));
        String where =
                calc.condition().map(c -> " where " + expression(c, input)).orElse("");
        return "calc " + projections + where;
    }

    @Override
    public String visitAggregate(Plan.Aggregate aggregate) {
        RowType input = aggregate.input().rowType();
        int groups = aggregate.groups().size();
        String calls = IntStream.range(0, aggregate.calls().size())
                .mapToObj(i -> named(
                        aggregate.rowType().column(groups + i),
                        call(aggregate.calls().get(i), input)))
                .collect(Collectors.joining(", "));
        String by = groups == 0 ? "all rows" : "by " + names(input, aggregate.groups());
        String kept = aggregate.kept().isPresent() ? ", kept by slice" : "";
        return "aggregate " + by + kept + (calls.isEmpty() ? "" : ": " + calls);
    }

    @Override
    public String visitValues(Plan.Values values) {
        return "values (%s): %d rows"
                .formatted(columns(values.rowType()), values.rows().size());
    }

    @Override
    public String visitExpand(Plan.Expand expand) {
        RowType input = expand.input().rowType();
        if (expand.generator() instanceof Generator.Functions functions) {
            return functions(functions, input);
        }
        Generator.Windows windows = (Generator.Windows) expand.generator();
        return "windows of %s: size %s, %s %s"
                .formatted(
                        expression(windows.time(), input),
                        duration(windows.sizeMicros()),
                        windows.cumulative() ? "growing by" : "slide",
                        duration(windows.slideMicros()));
    }

    private static String functions(Generator.Functions functions, RowType input) {
        String calls =
                functions.calls().stream().map(call -> expression(call, input)).collect(Collectors.joining(", "));
        return (functions.outer() ? "rows, one at least, of " : "rows of ")
                + calls
                + (functions.ordinality() ? " numbered" : "");
    }

    private static String duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS).toString();
    }

    @Override
    public String visitUnion(Plan.Union union) {
        return "union all";
    }

    @Override
    public String visitJoin(Plan.Join join) {
        IntFunction<String> both = both(join.left().rowType(), join.right().rowType());
        String on = on(join.keys(), join.left(), join.right());
        return join.kind().name().toLowerCase(Locale.ROOT)
                + " join"
                + (on.isEmpty() ? "" : " on " + on)
                + join.residual().map(r -> " where " + expression(r, both)).orElse("");
    }

    private static String on(List<JoinKey> keys, Plan left, Plan right) {
        return keys.stream()
                .map(key -> left.rowType().column(key.left()).name()
                        + (key.nullSafe() ? " is not distinct from " : " = ")
                        + right.rowType().column(key.right()).name())
                .collect(Collectors.joining(" and "));
    }

    /** Names of both sides' columns, one after the other; where both have one, the side is said. */
    private static IntFunction<String> both(RowType left, RowType right) {
        return i -> {
            boolean ofLeft = i < left.size();
            String name = (ofLeft ? left.column(i) : right.column(i - left.size()))
                    .name()
                    .value();
            boolean twice = (ofLeft ? right : left).indexOf(name).isPresent();
            return twice ? (ofLeft ? "left." : "right.") + name : name;
        };
    }

    @Override
    public String visitAsOfJoin(Plan.AsOfJoin join) {
        String on = on(join.keys(), join.left(), join.right());
        return (join.outer() ? "left " : "")
                + "as-of join"
                + (on.isEmpty() ? "" : " on " + on)
                + " with " + join.right().rowType().column(join.rightTime()).name() + " "
                + join.match().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " " + join.left().rowType().column(join.leftTime()).name();
    }

    @Override
    public String visitSetOperation(Plan.SetOperation operation) {
        return operation.kind().name().toLowerCase(Locale.ROOT) + (operation.all() ? " all" : "");
    }

    @Override
    public String visitTopN(Plan.TopN topN) {
        RowType input = topN.input().rowType();
        String ranks = topN.ranks() == Long.MAX_VALUE
                ? "from " + (topN.ranksBefore() + 1)
                : (topN.ranksBefore() + 1) + " to " + (topN.ranksBefore() + topN.ranks());
        return topN.ranking().name().toLowerCase(Locale.ROOT) + " " + ranks + by(input, topN.partition(), topN.order());
    }

    private static String by(RowType input, List<Integer> partition, List<SortKey> order) {
        String keys = order.stream()
                .map(key -> input.column(key.column()).name()
                        + (key.descending() ? " desc" : "")
                        + (key.nullsFirst() == key.descending()
                                ? ""
                                : key.nullsFirst() ? " nulls first" : " nulls last"))
                .collect(Collectors.joining(", "));
        return (partition.isEmpty() ? "" : " by " + names(input, partition)) + (keys.isEmpty() ? "" : " order " + keys);
    }

    @Override
    public String visitWindow(Plan.Window window) {
        RowType input = window.input().rowType();
        String calls = IntStream.range(0, window.calls().size())
                .mapToObj(i -> named(
                        window.rowType().column(input.size() + i),
                        windowCall(window.calls().get(i), input)))
                .collect(Collectors.joining(", "));
        return "window " + calls + by(input, window.partition(), window.order());
    }

    private static String windowCall(WindowCall call, RowType input) {
        if (call instanceof WindowCall.Aggregated aggregated) {
            return call(aggregated.call(), input);
        }
        String of =
                call.columns().stream().map(i -> input.column(i).name().value()).collect(Collectors.joining(", "));
        String name = call instanceof WindowCall.Rank rank
                ? rank.ranking().name()
                : call.getClass().getSimpleName();
        return name.toLowerCase(Locale.ROOT) + "(" + of + ")";
    }

    private static String named(Column column, String value) {
        String name = column.name().value();
        return value.equals(name) ? name : name + " = " + value;
    }

    private static String call(AggregateCall call, RowType input) {
        String arguments = Stream.concat(
                        call.parameters().stream().map(Object::toString),
                        call.arguments().stream()
                                .map(i -> input.column(i).name().value()))
                .collect(Collectors.joining(", "));
        String star = call.function() == Function.COUNT && arguments.isEmpty() ? "*" : arguments;
        String filter = call.filter().isPresent()
                ? " filter " + input.column(call.filter().getAsInt()).name()
                : "";
        return call.function().name().toLowerCase(Locale.ROOT) + "(" + (call.distinct() ? "distinct " : "") + star + ")"
                + by(input, List.of(), call.order()) + filter;
    }

    private static String expression(Expression expression, RowType input) {
        return expression(expression, i -> input.column(i).name().value());
    }

    private static String expression(Expression expression, IntFunction<String> name) {
        if (expression instanceof Expression.Input column) {
            return name.apply(column.index());
        }
        if (expression instanceof Expression.Call call) {
            String operands =
                    call.operands().stream().map(o -> expression(o, name)).collect(Collectors.joining(", "));
            return call.function() + "(" + operands + ")" + (call.function().equals("CAST") ? ":" + call.type() : "");
        }
        return expression.toString();
    }

    private static String columns(RowType type) {
        return type.columns().stream()
                .map(c -> c.name() + " " + c.type() + (c.type().nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", "));
    }

    private static String names(RowType type, List<Integer> indexes) {
        return indexes.stream().map(i -> type.column(i).name().value()).collect(Collectors.joining(", ", "(", ")"));
    }
}
