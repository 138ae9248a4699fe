package io.weirpool.sql.plan;

import io.weirpool.common.catalog.ViewKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which operators work in the same task, so that no hop lies between them: rows that must meet in the later one are made in
 * one task by the earlier one already. Tasks have a level, the number of hops before them; logs are at 0.
 *
 * <p>An operator sends all rows that agree on some columns to one task, so what it makes of them is there too, and its rows
 * carry those columns or do not. Where an operator reads one other only, it is enough that rows which must meet agree on
 * them. Where it reads several, the columns must be exactly those it has keys of, as the others' rows are sent by these.
 */
public final class Locality {
    private Locality() {}

    /** Of the tasks in which the plan's rows are made. */
    public static int level(Plan plan) {
        if (plan instanceof Plan.ViewRows view) {
            return level(view.rows());
        }
        if (!Placement.hasState(plan)) {
            return plan.inputs().stream().mapToInt(Locality::level).max().orElse(0);
        }
        return IntStream.range(0, plan.inputs().size())
                .map(port -> level(plan.inputs().get(port)) + (canStay(plan, port) ? 0 : 1))
                .max()
                .orElse(1);
    }

    /** Whether the rows of an operator's input come to it without a hop. */
    public static boolean stays(Plan operator, int port) {
        return canStay(operator, port) && level(operator.inputs().get(port)) == level(operator);
    }

    /** Of the tasks in which the rows of a view stand under its key. */
    public static int lastLevel(Plan plan, ViewKey key) {
        return switch (Placement.ending(plan, key)) {
            case SOURCE, GROUPS -> level(plan);
            case KEYED, COUNTED -> level(plan) + (lastStays(plan, key) ? 0 : 1);
        };
    }

    /** Whether a plan's rows come to where they stand under the view's key without a hop. */
    public static boolean lastStays(Plan plan, ViewKey key) {
        return switch (Placement.ending(plan, key)) {
            case SOURCE, GROUPS -> true;
            case KEYED -> agree(together(plan), ((ViewKey.Columns) key).indexes());
            case COUNTED -> agree(together(plan), all(plan));
        };
    }

    /**
     * Whether each flush of the plan's last operator leaves a key of the view one row at most, all of them in the task where
     * it stands, so that none need be kept for it. True of numbered rows: two never have the same number; and of those with one
     * number, of which a partition has one.
     */
    public static boolean isUnique(Plan plan, ViewKey key) {
        if (!(key instanceof ViewKey.Columns named)) {
            return false;
        }
        List<Integer> columns = named.indexes();
        Plan node = plan;
        while (node instanceof Plan.Calc calc) {
            columns = columns.stream()
                    .filter(i -> calc.projections().get(i) instanceof Expression.Input)
                    .map(i -> ((Expression.Input) calc.projections().get(i)).index())
                    .toList();
            node = calc.input();
        }
        return node instanceof Plan.TopN topN
                && topN.ranking() == Ranking.ROW_NUMBER
                && (topN.ranks() == 1 || (topN.withRank() && columns.contains(rank(topN))))
                && columns.containsAll(topN.partition());
    }

    /** The column of a row's number, after those of the input. */
    private static int rank(Plan.TopN topN) {
        return topN.input().rowType().size();
    }

    private static boolean canStay(Plan operator, int port) {
        return canStay(operator, port, together(operator.inputs().get(port)));
    }

    private static boolean canStay(Plan operator, int port, Optional<List<Set<Integer>>> together) {
        return keys(operator, port)
                .filter(keys -> operator.inputs().size() == 1 ? agree(together, keys) : same(together, keys))
                .isPresent();
    }

    /** Whether rows that agree on {@code keys} are in one task. */
    private static boolean agree(Optional<List<Set<Integer>>> together, List<Integer> keys) {
        return together.isPresent()
                && together.get().stream().allMatch(column -> keys.stream().anyMatch(column::contains));
    }

    /** Whether rows are in the task to which rows with the same {@code keys} are sent. */
    private static boolean same(Optional<List<Set<Integer>>> together, List<Integer> keys) {
        return together.isPresent()
                && together.get().size() == keys.size()
                && IntStream.range(0, keys.size())
                        .allMatch(i -> together.get().get(i).contains(keys.get(i)));
    }

    /** By which columns an operator's input is sent to its tasks; empty where not by columns alone. */
    private static Optional<List<Integer>> keys(Plan operator, int port) {
        if (operator instanceof Plan.Aggregate aggregate) {
            return Optional.of(aggregate.meeting());
        }
        if (operator instanceof Plan.Join join) {
            return Broadcast.input(join).isPresent() ? Optional.empty() : Optional.of(side(join.keys(), port));
        }
        if (operator instanceof Plan.AsOfJoin join) {
            return Optional.of(side(join.keys(), port));
        }
        if (operator instanceof Plan.TopN topN) {
            return Optional.of(topN.partition());
        }
        if (operator instanceof Plan.Window window) {
            return Optional.of(window.partition());
        }
        return operator instanceof Plan.SetOperation
                ? Optional.of(all(operator.inputs().get(port)))
                : Optional.empty();
    }

    private static List<Integer> side(List<JoinKey> keys, int port) {
        return keys.stream().map(key -> port == 0 ? key.left() : key.right()).toList();
    }

    private static List<Integer> all(Plan plan) {
        return IntStream.range(0, plan.rowType().size()).boxed().toList();
    }

    /**
     * The columns by which a plan's rows were sent to their tasks, in order: by the last hop, which need not be its last
     * operator's. For each column those of the plan that have its value; empty where it is not known, or a column is not
     * there any more.
     */
    private static Optional<List<Set<Integer>>> together(Plan plan) {
        if (plan instanceof Plan.ViewRows view) {
            return together(view.rows());
        }
        if (plan instanceof Plan.Calc calc) {
            return together(calc.input()).flatMap(columns -> through(calc, columns));
        }
        if (plan instanceof Plan.Expand expand) {
            return together(expand.input()); // its input's columns stand first
        }
        if (plan instanceof Plan.Join join) {
            return joined(join);
        }
        if (plan instanceof Plan.AsOfJoin join) {
            return join.outer() ? Optional.empty() : Optional.of(each(side(join.keys(), 0)));
        }
        if (!Placement.hasState(plan)) {
            return Optional.empty();
        }
        Optional<List<Set<Integer>>> before = together(plan.inputs().get(0));
        boolean stays = plan.inputs().size() == 1 && canStay(plan, 0, before);
        Optional<List<Set<Integer>>> input = stays ? before : keys(plan, 0).map(Locality::each);
        return plan instanceof Plan.Aggregate aggregate ? input.map(columns -> grouped(aggregate, columns)) : input;
    }

    /** An aggregate's rows have its group columns only. */
    private static List<Set<Integer>> grouped(Plan.Aggregate aggregate, List<Set<Integer>> columns) {
        return columns.stream()
                .map(column -> positions(
                        aggregate.groups().size(),
                        i -> column.contains(aggregate.groups().get(i))))
                .toList();
    }

    private static Set<Integer> positions(int count, IntPredicate wanted) {
        return IntStream.range(0, count).filter(wanted).boxed().collect(Collectors.toUnmodifiableSet());
    }

    private static List<Set<Integer>> each(List<Integer> columns) {
        return columns.stream().map(Set::of).toList();
    }

    /** Rows of an outer join with NULL in a key are anywhere, as they match none. */
    private static Optional<List<Set<Integer>>> joined(Plan.Join join) {
        if (Broadcast.input(join).isPresent() || join.kind() == JoinKind.FULL) {
            return Optional.empty();
        }
        boolean all = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.ANTI;
        List<Set<Integer>> left = known(join, 0);
        List<Set<Integer>> right = known(join, 1);
        List<Set<Integer>> columns = new ArrayList<>();
        for (int i = 0; i < join.keys().size(); i++) {
            JoinKey key = join.keys().get(i);
            if (all && !key.nullSafe() && join.left().rowType().type(key.left()).nullable()) {
                return Optional.empty();
            }
            boolean both = join.kind() == JoinKind.INNER
                    && join.left().rowType().type(key.left()).kind()
                            == join.right().rowType().type(key.right()).kind();
            Set<Integer> same = new HashSet<>(left.get(i));
            if (both) {
                right.get(i).forEach(column -> same.add(join.left().rowType().size() + column));
            }
            columns.add(Set.copyOf(same));
        }
        return Optional.of(columns);
    }

    /** For each key of a side the columns that have its value: all by which its rows are together, if that is by the keys. */
    private static List<Set<Integer>> known(Plan.Join join, int port) {
        List<Integer> keys = side(join.keys(), port);
        Optional<List<Set<Integer>>> before = together(join.inputs().get(port));
        return same(before, keys) ? before.orElseThrow() : each(keys);
    }

    private static Optional<List<Set<Integer>>> through(Plan.Calc calc, List<Set<Integer>> columns) {
        List<Set<Integer>> after = columns.stream()
                .map(column -> positions(
                        calc.projections().size(),
                        i -> calc.projections().get(i) instanceof Expression.Input input
                                && column.contains(input.index())))
                .toList();
        return after.stream().anyMatch(Set::isEmpty) ? Optional.empty() : Optional.of(after);
    }
}
