package io.weirpool.sql.rewrite;

import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts a key column that the watermark bounds before the others of its operator, so that what is closed stands together at
 * the beginning of the operator's state and can be given up as one range.
 */
public final class ClosingFirst {
    private final EventTimes times;

    private ClosingFirst(EventTimes times) {
        this.times = times;
    }

    /** A plan with the same answer and the same columns. */
    public static Plan apply(Plan plan, EventTimes times) {
        return MergeCalcs.apply(new ClosingFirst(times).rewrite(plan));
    }

    /** Columns in the order in which a bounded one comes first. */
    public static List<Integer> first(List<Integer> columns, List<Optional<Progress>> bounds) {
        return IntStream.range(0, columns.size())
                .filter(i -> bounds.get(columns.get(i)).isPresent())
                .mapToObj(i -> moved(columns, i))
                .findFirst()
                .orElse(columns);
    }

    private static <T> List<T> moved(List<T> list, int index) {
        List<T> result = new ArrayList<>(list);
        result.add(0, result.remove(index));
        return result;
    }

    private Plan rewrite(Plan plan) {
        Plan given = plan.withInputs(plan.inputs().stream().map(this::rewrite).toList());
        if (given instanceof Plan.Aggregate aggregate) {
            return groups(aggregate);
        }
        if (given instanceof Plan.TopN topN) {
            List<Integer> partition = first(topN.partition(), times.columns(topN.input()));
            return new Plan.TopN(
                    topN.input(),
                    partition,
                    topN.order(),
                    topN.ranking(),
                    topN.ranksBefore(),
                    topN.ranks(),
                    topN.withRank(),
                    topN.rowType());
        }
        if (given instanceof Plan.Window window) {
            List<Integer> partition = first(window.partition(), times.columns(window.input()));
            return new Plan.Window(window.input(), partition, window.order(), window.calls(), window.rowType());
        }
        if (given instanceof Plan.Join join) {
            List<JoinKey> keys = keys(join, join.keys());
            return new Plan.Join(
                    join.left(), join.right(), join.kind(), keys, join.residual(), join.rowType(), join.hints());
        }
        return given;
    }

    private List<JoinKey> keys(Plan join, List<JoinKey> keys) {
        List<Optional<Progress>> bounds = times.columns(join);
        return IntStream.range(0, keys.size())
                .filter(i -> bounds.get(keys.get(i).left()).isPresent())
                .mapToObj(i -> moved(keys, i))
                .findFirst()
                .orElse(keys);
    }

    /** The columns are put back in their order above. */
    private Plan groups(Plan.Aggregate aggregate) {
        List<Integer> groups = first(aggregate.groups(), times.columns(aggregate.input()));
        if (groups.equals(aggregate.groups())) {
            return aggregate;
        }
        List<Integer> order = new ArrayList<>();
        groups.forEach(column -> order.add(aggregate.groups().indexOf(column)));
        IntStream.range(groups.size(), aggregate.rowType().size()).forEach(order::add);
        Plan.Aggregate moved = new Plan.Aggregate(
                aggregate.input(),
                groups,
                aggregate.calls(),
                aggregate.rowType().project(order));
        List<Integer> back =
                IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
        return Calcs.columns(moved, back, aggregate.rowType());
    }
}
