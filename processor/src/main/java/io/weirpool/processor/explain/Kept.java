package io.weirpool.processor.explain;

import io.weirpool.common.model.RowType;
import io.weirpool.processor.aggregate.Calls;
import io.weirpool.processor.operator.RowOperators;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.Broadcast;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Ranking;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What operators keep, in words: the classes of {@code processor.operator} say the same more exactly. */
final class Kept {
    private Kept() {}

    /** One line for each kind of thing; empty for an operator without state. */
    static List<String> of(Plan plan) {
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (plan instanceof Plan.Join join) {
            return join(join);
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return List.of(
                    "rows of the left in order of time, " + side(join.keys(), join.left(), true),
                    "rows of the right in order of time, " + side(join.keys(), join.right(), false));
        }
        if (plan instanceof Plan.TopN topN) {
            String which = RowOperators.keepsFirstOnly(topN) ? first(topN) : "all rows";
            return List.of(which + " in order, " + names(topN.input().rowType(), topN.partition()));
        }
        if (plan instanceof Plan.Window window) {
            return List.of("all rows in order, " + names(window.input().rowType(), window.partition()));
        }
        return plan instanceof Plan.SetOperation ? List.of("how often each different row is in each input") : List.of();
    }

    private static String first(Plan.TopN topN) {
        long last = topN.ranksBefore() + topN.ranks();
        if (topN.ranking() != Ranking.ROW_NUMBER) {
            return "the rows up to rank " + last;
        }
        return last == 1 ? "the first row" : "the first " + last + " rows";
    }

    private static List<String> aggregate(Plan.Aggregate aggregate) {
        String by = names(aggregate.input().rowType(), aggregate.meeting());
        List<String> kept = new ArrayList<>();
        kept.add("a count of rows" + (aggregate.calls().isEmpty() ? "" : " and each call's total")
                + (aggregate.kept().isPresent() ? " of each slice of time, " : ", ") + by);
        Set<String> values = new LinkedHashSet<>();
        for (AggregateCall call : aggregate.calls()) {
            RowType input = aggregate.input().rowType();
            if (call.keepsValues(aggregate.input().appendOnly())) {
                boolean once = Calls.hearsOnce(call, input, aggregate.input().appendOnly());
                values.add("each different value of " + arguments(call, input) + (once ? "" : " with its count"));
            }
        }
        values.forEach(which -> kept.add(which + ", " + by));
        return kept;
    }

    private static String arguments(AggregateCall call, RowType input) {
        return call.arguments().stream()
                        .map(i -> input.column(i).name().value())
                        .collect(Collectors.joining(", "))
                + (call.filter().isPresent()
                        ? " where " + input.column(call.filter().getAsInt()).name()
                        : "");
    }

    private static List<String> join(Plan.Join join) {
        String left = side(join, 0);
        String right = side(join, 1);
        boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        if (join.residual().isPresent() && join.kind() != JoinKind.INNER) {
            return List.of(
                    "rows of the left with their number of matches, " + left,
                    "rows of the right" + (join.kind() == JoinKind.FULL ? " with their number of matches" : "") + ", "
                            + right);
        }
        return List.of(
                "rows of the left, " + left,
                (leftOnly ? "a count of rows of the right" : "rows of the right") + ", " + right);
    }

    private static String side(Plan.Join join, int input) {
        OptionalInt everywhere = Broadcast.input(join);
        if (everywhere.isPresent()) {
            return everywhere.getAsInt() == input ? "all in each task" : "each in one task";
        }
        return side(join.keys(), join.inputs().get(input), input == 0);
    }

    private static String side(List<JoinKey> keys, Plan side, boolean left) {
        return names(
                side.rowType(),
                keys.stream().map(key -> left ? key.left() : key.right()).toList());
    }

    private static String names(RowType type, List<Integer> columns) {
        return columns.isEmpty()
                ? "all in one task"
                : columns.stream()
                        .map(i -> type.column(i).name().value())
                        .collect(Collectors.joining(", ", "by (", ")"));
    }
}
