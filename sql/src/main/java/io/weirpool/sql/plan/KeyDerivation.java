package io.weirpool.sql.plan;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What identifies a row of a plan's output: the primary key of a table or the columns of a GROUP BY, followed through the
 * operators as long as all of them are there unchanged.
 */
public final class KeyDerivation implements PlanVisitor<Optional<List<Integer>>> {
    /** Columns an index of PostgreSQL can have. */
    private static final int KEY_COLUMNS_MAX = 32;

    private final Map<String, Source> sources;

    private KeyDerivation(Map<String, Source> sources) {
        this.sources = sources;
    }

    /** Columns that no two rows have equal, at most one row when there are none; empty when no such columns are known. */
    public static Optional<List<Integer>> columns(Plan plan, Map<String, Source> sources) {
        return plan.accept(new KeyDerivation(sources));
    }

    public static ViewKey of(Plan plan, Map<String, Source> sources) {
        Optional<List<Integer>> columns = columns(plan, sources);
        if (columns.isPresent() && columns.get().size() <= KEY_COLUMNS_MAX) {
            return new ViewKey.Columns(columns.get());
        }
        return plan.appendOnly() && isOneLog(plan) ? new ViewKey.LogPosition() : new ViewKey.RowHash();
    }

    private static boolean isOneLog(Plan plan) {
        return plan instanceof Plan.Scan
                || (Placement.isRowByRow(plan) && isOneLog(plan.inputs().get(0)));
    }

    @Override
    public Optional<List<Integer>> visitScan(Plan.Scan scan) {
        Source source = sources.get(scan.source().value());
        if (source == null || !source.isTable()) {
            return Optional.empty();
        }
        List<Integer> key = source.key().stream().map(scan.columns()::indexOf).toList();
        return key.contains(-1) ? Optional.empty() : Optional.of(key);
    }

    @Override
    public Optional<List<Integer>> visitViewRows(Plan.ViewRows rows) {
        return rows.rows().accept(this);
    }

    @Override
    public Optional<List<Integer>> visitCalc(Plan.Calc calc) {
        return calc.input().accept(this).flatMap(key -> projected(key, calc.projections()));
    }

    private static Optional<List<Integer>> projected(List<Integer> key, List<Expression> projections) {
        List<Integer> found = new ArrayList<>();
        for (int column : key) {
            IntStream.range(0, projections.size())
                    .filter(i -> projections.get(i) instanceof Expression.Input input && input.index() == column)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.size() == key.size() ? Optional.of(found) : Optional.empty();
    }

    @Override
    public Optional<List<Integer>> visitAggregate(Plan.Aggregate aggregate) {
        return Optional.of(IntStream.range(0, aggregate.groups().size()).boxed().toList());
    }

    /** At most one row needs no key. */
    @Override
    public Optional<List<Integer>> visitValues(Plan.Values values) {
        return values.rows().size() <= 1 ? Optional.of(List.of()) : Optional.empty();
    }

    @Override
    public Optional<List<Integer>> visitExpand(Plan.Expand expand) {
        Optional<List<Integer>> key = expand.input().accept(this);
        int generated = expand.input().rowType().size();
        if (expand.generator() instanceof Generator.Windows windows) {
            int told = windows.cumulative() ? generated + 1 : generated; // cumulative windows share their start
            return windows.slideMicros() >= windows.sizeMicros() ? key : key.map(k -> and(k, told));
        }
        Generator.Functions functions = (Generator.Functions) expand.generator();
        if (functions.ordinality()) {
            return key.map(k -> and(k, expand.rowType().size() - 1));
        }
        return functions.calls().size() == 1 && isDistinct(functions.calls().get(0))
                ? key.map(k -> and(k, generated))
                : Optional.empty();
    }

    /** Whether the function gives no value twice: a series of times may, where a step has days and months of either sign. */
    private static boolean isDistinct(Expression.Call call) {
        return switch (call.type().kind()) {
            case INTEGER, BIGINT -> call.function().equals("generate_series");
            case VARCHAR -> call.function().equals("jsonb_object_keys");
            default -> false;
        };
    }

    private static List<Integer> and(List<Integer> key, int column) {
        return Stream.concat(key.stream(), Stream.of(column)).distinct().toList();
    }

    @Override
    public Optional<List<Integer>> visitUnion(Plan.Union union) {
        return Optional.empty();
    }

    /**
     * The key of one side where the other has at most one match for it, else both keys. A row of a full join may have
     * neither key, so it has none.
     */
    @Override
    public Optional<List<Integer>> visitJoin(Plan.Join join) {
        Optional<List<Integer>> left = join.left().accept(this);
        if (join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI) {
            return left;
        }
        Optional<List<Integer>> right = join.right().accept(this);
        if (join.kind() == JoinKind.FULL || left.isEmpty() || right.isEmpty()) {
            return oneMatch(join, left, right);
        }
        List<Integer> shifted = shifted(right.get(), join.left());
        return oneMatch(join, left, right)
                .or(() -> Optional.of(
                        Stream.concat(left.get().stream(), shifted.stream()).toList()));
    }

    private static Optional<List<Integer>> oneMatch(
            Plan.Join join, Optional<List<Integer>> left, Optional<List<Integer>> right) {
        if (join.kind() == JoinKind.FULL) {
            return Optional.empty();
        }
        if (right.isPresent() && columns(join.keys(), JoinKey::right).containsAll(right.get())) {
            return left;
        }
        boolean inner = join.kind() == JoinKind.INNER;
        return inner && left.isPresent() && columns(join.keys(), JoinKey::left).containsAll(left.get())
                ? right.map(r -> shifted(r, join.left()))
                : Optional.empty();
    }

    private static List<Integer> shifted(List<Integer> key, Plan left) {
        return key.stream().map(i -> left.rowType().size() + i).toList();
    }

    private static Set<Integer> columns(List<JoinKey> keys, Function<JoinKey, Integer> side) {
        return keys.stream().map(side).collect(Collectors.toSet());
    }

    @Override
    public Optional<List<Integer>> visitAsOfJoin(Plan.AsOfJoin join) {
        return join.left().accept(this);
    }

    /** What is left of the first input has its key; rows that all inputs have have the key of each. */
    @Override
    public Optional<List<Integer>> visitSetOperation(Plan.SetOperation operation) {
        return operation.kind() == Plan.SetOperation.Kind.EXCEPT
                ? operation.inputs().get(0).accept(this)
                : operation.inputs().stream()
                        .flatMap(input -> input.accept(this).stream())
                        .findFirst();
    }

    /** One row of each partition needs no more; of several the rank says which, where the rows have no key. */
    @Override
    public Optional<List<Integer>> visitTopN(Plan.TopN topN) {
        boolean numbered = topN.ranking() == Ranking.ROW_NUMBER;
        if (numbered && topN.ranks() == 1) {
            return Optional.of(topN.partition());
        }
        Optional<List<Integer>> key = topN.input().accept(this);
        return key.isPresent() || !numbered || !topN.withRank()
                ? key
                : Optional.of(and(topN.partition(), topN.input().rowType().size()));
    }

    @Override
    public Optional<List<Integer>> visitWindow(Plan.Window window) {
        int input = window.input().rowType().size();
        return window.input()
                .accept(this)
                .or(() -> IntStream.range(0, window.calls().size())
                        .filter(i -> window.calls().get(i) instanceof WindowCall.Rank rank
                                && rank.ranking() == Ranking.ROW_NUMBER)
                        .mapToObj(i -> and(window.partition(), input + i))
                        .findFirst());
    }
}
