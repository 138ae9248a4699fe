package io.weirpool.sql.plan;

import io.weirpool.sql.plan.AggregateCall.Function;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Top rows of groups that only rise: each group of an input that only grows is ranked by its count, its maximum or, from the
 * least on, its minimum. A group's row is followed by one that stands before it or where it stood, so a row behind the last
 * wanted rank needs not be kept: until it rises itself, as many stand before it as did.
 */
public final class Rising {
    private Rising() {}

    /**
     * The column by which the rows of a top-n rise, which are told apart by their other columns; empty where they may fall
     * or leave.
     */
    public static Optional<Integer> column(Plan.TopN plan) {
        return plan.ranking() == Ranking.DENSE_RANK // groups that become peers lessen it
                ? Optional.empty()
                : groups(plan.input())
                        .filter(rows -> rows.aggregate.input().appendOnly())
                        .flatMap(rows -> plan.order().stream()
                                .filter(key -> rises(rows, key) && isOfGroups(rows, key.column(), plan.partition()))
                                .map(SortKey::column)
                                .findFirst());
    }

    /** {@code columns}: the aggregate's column that each column is. */
    private record Rows(Plan.Aggregate aggregate, List<Integer> columns) {}

    /** Rows that are an aggregate's, with some of its columns. */
    private static Optional<Rows> groups(Plan plan) {
        if (plan instanceof Plan.Aggregate aggregate) {
            return Optional.of(new Rows(
                    aggregate,
                    IntStream.range(0, aggregate.rowType().size()).boxed().toList()));
        }
        return plan instanceof Plan.Calc calc && isProjection(calc)
                ? groups(calc.input())
                        .map(rows -> new Rows(
                                rows.aggregate,
                                calc.projections().stream()
                                        .map(p -> rows.columns.get(((Expression.Input) p).index()))
                                        .toList()))
                : Optional.empty();
    }

    private static boolean isProjection(Plan.Calc calc) {
        return calc.condition().isEmpty() && calc.projections().stream().allMatch(Expression.Input.class::isInstance);
    }

    private static boolean rises(Rows rows, SortKey order) {
        int call = rows.columns.get(order.column()) - rows.aggregate.groups().size();
        if (call < 0
                || order.nullsFirst()
                || !rows.aggregate.calls().stream().allMatch(c -> neverFails(c.function()))) {
            return false;
        }
        Function function = rows.aggregate.calls().get(call).function();
        return order.descending() ? function != Function.MIN : function == Function.MIN;
    }

    private static boolean neverFails(Function function) {
        return function == Function.COUNT || function == Function.MIN || function == Function.MAX;
    }

    /** Whether the columns but one are all columns of the groups, and partitions are of groups. */
    private static boolean isOfGroups(Rows rows, int rank, List<Integer> partition) {
        int groups = rows.aggregate.groups().size();
        List<Integer> others = IntStream.range(0, rows.columns.size())
                .filter(i -> i != rank)
                .mapToObj(rows.columns::get)
                .toList();
        Set<Integer> all = IntStream.range(0, groups).boxed().collect(Collectors.toSet());
        return all.equals(Set.copyOf(others)) && !partition.contains(rank);
    }
}
