package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A view's operators as text, from the view down to what it reads, with its key and its hops. */
public final class PlanPrinter implements PlanVisitor<String> {
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
        for (List<Integer> index : view.indexes()) {
            text.append("  index on ").append(names(view.columns(), index)).append('\n');
        }
        List<String> lines = new ArrayList<>();
        lines(view.plan(), view.key() instanceof ViewKey.RowHash, lines);
        for (int depth = 0; depth < lines.size(); depth++) {
            text.append("  ".repeat(depth + 1)).append(lines.get(depth)).append('\n');
        }
        return text.toString();
    }

    private static void lines(Plan plan, boolean hop, List<String> lines) {
        if (hop) {
            lines.add("hop by row");
        }
        lines.add(plan.accept(new PlanPrinter()));
        for (Plan input : plan.inputs()) {
            if (plan instanceof Plan.Aggregate aggregate) {
                lines.add(
                        aggregate.groups().isEmpty()
                                ? "hop to one task"
                                : "hop by " + names(input.rowType(), aggregate.groups()));
            }
            lines(input, false, lines);
        }
    }

    private static String key(ViewPlan view) {
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
        return "aggregate " + by + (calls.isEmpty() ? "" : ": " + calls);
    }

    private static String named(Column column, String value) {
        String name = column.name().value();
        return value.equals(name) ? name : name + " = " + value;
    }

    private static String call(AggregateCall call, RowType input) {
        String arguments = call.arguments().stream()
                .map(i -> input.column(i).name().value())
                .collect(Collectors.joining(", "));
        String star = call.function() == Function.COUNT && arguments.isEmpty() ? "*" : arguments;
        String filter = call.filter().isPresent()
                ? " filter " + input.column(call.filter().getAsInt()).name()
                : "";
        return call.function().name().toLowerCase(Locale.ROOT) + "(" + (call.distinct() ? "distinct " : "") + star + ")"
                + filter;
    }

    private static String expression(Expression expression, RowType input) {
        if (expression instanceof Expression.Input column) {
            return input.column(column.index()).name().value();
        }
        if (expression instanceof Expression.Call call) {
            String operands =
                    call.operands().stream().map(o -> expression(o, input)).collect(Collectors.joining(", "));
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
