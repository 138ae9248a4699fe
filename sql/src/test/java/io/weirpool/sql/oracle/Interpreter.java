package io.weirpool.sql.oracle;

import io.weirpool.sql.compile.ExpressionCompiler;
import io.weirpool.sql.compile.RowFunction;
import io.weirpool.sql.compile.SetCall;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Generator;
import io.weirpool.sql.plan.JoinKey;
import io.weirpool.sql.plan.JoinKind;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.PlanVisitor;
import io.weirpool.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan computed the plainest way: lists, nested loops and sorts. It shares no code with the operators. */
final class Interpreter implements PlanVisitor<List<@Nullable Object[]>> {
    private final Function<String, List<@Nullable Object[]>> sources;

    /** @param sources all rows of a source, its columns in declared order */
    Interpreter(Function<String, List<@Nullable Object[]>> sources) {
        this.sources = sources;
    }

    List<@Nullable Object[]> rows(Plan plan) {
        return plan.accept(this);
    }

    @Override
    public List<@Nullable Object[]> visitScan(Plan.Scan scan) {
        return sources.apply(scan.source().value()).stream()
                .map(row -> pick(row, scan.columns()))
                .toList();
    }

    static @Nullable Object[] pick(@Nullable Object[] row, List<Integer> columns) {
        return columns.stream().map(i -> row[i]).toArray();
    }

    @Override
    public List<@Nullable Object[]> visitViewRows(Plan.ViewRows rows) {
        return rows.rows().accept(this);
    }

    @Override
    public List<@Nullable Object[]> visitValues(Plan.Values values) {
        return values.rows().stream()
                .<@Nullable Object[]>map(
                        row -> row.stream().map(Expression.Constant::value).toArray())
                .toList();
    }

    @Override
    public List<@Nullable Object[]> visitCalc(Plan.Calc calc) {
        RowFunction function = ExpressionCompiler.compile(calc.condition(), calc.projections());
        List<@Nullable Object[]> result = new ArrayList<>();
        for (@Nullable Object[] row : rows(calc.input())) {
            @Nullable Object[] out = function.apply(row);
            if (out != null) {
                result.add(out);
            }
        }
        return result;
    }

    @Override
    public List<@Nullable Object[]> visitExpand(Plan.Expand expand) {
        RowFunction function =
                ExpressionCompiler.compile(Optional.empty(), expand.generator().expressions());
        List<@Nullable Object[]> result = new ArrayList<>();
        for (@Nullable Object[] row : rows(expand.input())) {
            @Nullable Object[] values = function.apply(row);
            for (@Nullable Object[] made : generated(expand.generator(), values)) {
                result.add(concat(row, made));
            }
        }
        return result;
    }

    private static List<@Nullable Object[]> generated(Generator generator, @Nullable Object @Nullable [] values) {
        if (values == null) {
            throw new AssertionError(generator);
        }
        return generator instanceof Generator.Windows windows
                ? windows(windows, values[0])
                : functions((Generator.Functions) generator, values);
    }

    private static List<@Nullable Object[]> windows(Generator.Windows windows, @Nullable Object value) {
        List<@Nullable Object[]> made = new ArrayList<>();
        if (value instanceof Long time) {
            long slide = windows.cumulative() ? windows.sizeMicros() : windows.slideMicros();
            long last = Math.floorDiv(time - windows.offsetMicros(), slide) * slide + windows.offsetMicros();
            for (long start = last; start > time - windows.sizeMicros(); start -= slide) {
                long step = windows.cumulative() ? windows.slideMicros() : windows.sizeMicros();
                for (long end = start + step; end <= start + windows.sizeMicros(); end += step) {
                    if (end > time) {
                        made.add(new Object[] {start, end});
                    }
                }
            }
        }
        return made;
    }

    private static List<@Nullable Object[]> functions(Generator.Functions functions, @Nullable Object[] values) {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        int at = 0;
        for (Expression.Call call : functions.calls()) {
            int end = at + call.operands().size();
            List<@Nullable Object> column = new ArrayList<>();
            SetCall.of(call).values(Arrays.copyOfRange(values, at, end)).forEach(column::add);
            columns.add(column);
            at = end;
        }
        int rows = columns.stream().mapToInt(List::size).max().orElseThrow();
        List<@Nullable Object[]> made = new ArrayList<>();
        for (int i = 0; i < Math.max(rows, functions.outer() ? 1 : 0); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (List<@Nullable Object> column : columns) {
                row.add(i < column.size() ? column.get(i) : null);
            }
            if (functions.ordinality()) {
                row.add(i < rows ? i + 1L : null);
            }
            made.add(row.toArray());
        }
        return made;
    }

    static @Nullable Object[] concat(@Nullable Object[] first, @Nullable Object[] second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    @Override
    public List<@Nullable Object[]> visitUnion(Plan.Union union) {
        List<@Nullable Object[]> all = new ArrayList<>();
        union.inputs().forEach(input -> all.addAll(rows(input)));
        return all;
    }

    @Override
    public List<@Nullable Object[]> visitAggregate(Plan.Aggregate aggregate) {
        Map<List<Object>, List<@Nullable Object[]>> groups = grouped(rows(aggregate.input()), aggregate.groups());
        if (aggregate.groups().isEmpty()) {
            groups.putIfAbsent(List.of(), List.of());
        }
        List<@Nullable Object[]> result = new ArrayList<>();
        groups.forEach((key, rows) -> {
            @Nullable Object[] calls =
                    aggregate.calls().stream().map(call -> Folds.of(call, rows)).toArray();
            @Nullable Object[] first = rows.isEmpty() ? new Object[0] : pick(rows.get(0), aggregate.groups());
            result.add(concat(first, calls));
        });
        return result;
    }

    static Map<List<Object>, List<@Nullable Object[]>> grouped(List<@Nullable Object[]> rows, List<Integer> columns) {
        Map<List<Object>, List<@Nullable Object[]>> groups = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows) {
            groups.computeIfAbsent(Order.key(pick(row, columns)), k -> new ArrayList<>())
                    .add(row);
        }
        return groups;
    }

    @Override
    public List<@Nullable Object[]> visitJoin(Plan.Join join) {
        List<@Nullable Object[]> lefts = rows(join.left());
        List<@Nullable Object[]> rights = rows(join.right());
        RowFunction residual = ExpressionCompiler.compile(join.residual(), List.of());
        boolean[] matched = new boolean[rights.size()];
        List<@Nullable Object[]> result = new ArrayList<>();
        for (@Nullable Object[] left : lefts) {
            boolean found = false;
            for (int i = 0; i < rights.size(); i++) {
                @Nullable Object[] pair = concat(left, rights.get(i));
                if (agree(join.keys(), left, rights.get(i)) && residual.apply(pair) != null) {
                    found = true;
                    matched[i] = true;
                    if (join.kind() != JoinKind.SEMI && join.kind() != JoinKind.ANTI) {
                        result.add(pair);
                    }
                }
            }
            unmatchedLeft(join, left, found, result);
        }
        if (join.kind() == JoinKind.FULL) {
            IntStream.range(0, rights.size())
                    .filter(i -> !matched[i])
                    .forEach(i ->
                            result.add(concat(new Object[join.left().rowType().size()], rights.get(i))));
        }
        return result;
    }

    private static void unmatchedLeft(
            Plan.Join join, @Nullable Object[] left, boolean found, List<@Nullable Object[]> result) {
        boolean padded = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
        if (!found && padded) {
            result.add(concat(left, new Object[join.right().rowType().size()]));
        }
        if (join.kind() == (found ? JoinKind.SEMI : JoinKind.ANTI)) {
            result.add(left);
        }
    }

    private static boolean agree(List<JoinKey> keys, @Nullable Object[] left, @Nullable Object[] right) {
        return keys.stream().allMatch(key -> {
            Object a = left[key.left()];
            Object b = right[key.right()];
            return a == null || b == null ? key.nullSafe() && a == b : Order.compare(a, b) == 0;
        });
    }

    @Override
    public List<@Nullable Object[]> visitAsOfJoin(Plan.AsOfJoin join) {
        List<@Nullable Object[]> result = new ArrayList<>();
        List<@Nullable Object[]> rights = rows(join.right());
        for (@Nullable Object[] left : rows(join.left())) {
            Comparator<@Nullable Object[]> byTime = Comparator.comparing(r -> (Long) r[join.rightTime()]);
            boolean before =
                    join.match() == Plan.AsOfJoin.AsOf.BEFORE || join.match() == Plan.AsOfJoin.AsOf.AT_OR_BEFORE;
            Optional<@Nullable Object[]> closest = rights.stream()
                    .filter(right -> agree(join.keys(), left, right) && inTime(join, left, right))
                    .max(before ? byTime : byTime.reversed());
            if (closest.isPresent()) {
                result.add(concat(left, closest.get()));
            } else if (join.outer()) {
                result.add(concat(left, new Object[join.right().rowType().size()]));
            }
        }
        return result;
    }

    private static boolean inTime(Plan.AsOfJoin join, @Nullable Object[] left, @Nullable Object[] right) {
        if (!(left[join.leftTime()] instanceof Long of) || !(right[join.rightTime()] instanceof Long time)) {
            return false;
        }
        return switch (join.match()) {
            case AT_OR_BEFORE -> time <= of;
            case BEFORE -> time < of;
            case AT_OR_AFTER -> time >= of;
            case AFTER -> time > of;
        };
    }

    @Override
    public List<@Nullable Object[]> visitSetOperation(Plan.SetOperation operation) {
        List<Integer> all =
                IntStream.range(0, operation.rowType().size()).boxed().toList();
        List<Map<List<Object>, List<@Nullable Object[]>>> inputs = operation.inputs().stream()
                .map(input -> grouped(rows(input), all))
                .toList();
        List<@Nullable Object[]> result = new ArrayList<>();
        inputs.get(0).forEach((key, rows) -> {
            List<Integer> others = inputs.stream()
                    .skip(1)
                    .map(m -> m.getOrDefault(key, List.of()).size())
                    .toList();
            int count = count(operation, rows.size(), others);
            IntStream.range(0, count).forEach(i -> result.add(rows.get(0)));
        });
        return result;
    }

    private static int count(Plan.SetOperation operation, int first, List<Integer> others) {
        int sum = others.stream().mapToInt(i -> i).sum();
        int least = others.stream().mapToInt(i -> i).min().orElseThrow();
        if (operation.kind() == Plan.SetOperation.Kind.INTERSECT) {
            return operation.all() ? Math.min(first, least) : Math.min(1, least);
        }
        return operation.all() ? Math.max(0, first - sum) : sum == 0 ? 1 : 0;
    }

    @Override
    public List<@Nullable Object[]> visitTopN(Plan.TopN topN) {
        List<@Nullable Object[]> result = new ArrayList<>();
        for (List<@Nullable Object[]> rows :
                grouped(rows(topN.input()), topN.partition()).values()) {
            Partition partition = new Partition(rows, topN.order());
            for (int i = 0; i < rows.size(); i++) {
                long rank = partition.rank(i, topN.ranking());
                boolean wanted = rank > topN.ranksBefore() && rank - topN.ranksBefore() <= topN.ranks();
                if (wanted) {
                    @Nullable Object[] row = partition.row(i);
                    result.add(topN.withRank() ? concat(row, new Object[] {rank}) : row);
                }
            }
        }
        return result;
    }

    @Override
    public List<@Nullable Object[]> visitWindow(Plan.Window window) {
        List<@Nullable Object[]> result = new ArrayList<>();
        for (List<@Nullable Object[]> rows :
                grouped(rows(window.input()), window.partition()).values()) {
            Partition partition = new Partition(rows, window.order());
            for (int i = 0; i < rows.size(); i++) {
                int at = i;
                @Nullable Object[] values = window.calls().stream()
                        .map(call -> WindowValues.of(call, partition, at))
                        .toArray();
                result.add(concat(partition.row(i), values));
            }
        }
        return result;
    }

    static Comparator<@Nullable Object[]> comparator(List<SortKey> order) {
        return (a, b) -> order.stream()
                .mapToInt(key -> Order.compare(a[key.column()], b[key.column()], key))
                .filter(c -> c != 0)
                .findFirst()
                .orElse(0);
    }
}
