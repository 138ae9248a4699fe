package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.ColumnNames;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.rewrite.Calcs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.util.ImmutableBitSet;

/** GROUP BY: one aggregate, or one for each grouping set over the same input. */
final class Groups {
    private final PlanBuilder builder;

    Groups(PlanBuilder builder) {
        this.builder = builder;
    }

    Relation aggregate(Aggregate aggregate) {
        boolean ordered = aggregate.getAggCallList().stream().anyMatch(AggregateCalls::takesOrder);
        Correlation.Keyed input = builder.keyed(builder.ordered(ordered).relation(aggregate.getInput()));
        List<Relation> sets = aggregate.getGroupSets().stream()
                .map(set -> grouped(aggregate, input, set))
                .toList();
        return sets.size() == 1 ? sets.get(0) : new SetOperations(builder).union(aggregate, sets);
    }

    /** Groups, then calls, with names made of them. */
    static Plan plan(Plan input, List<Integer> groups, List<AggregateCall> calls) {
        List<String> names = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        for (int group : groups) {
            names.add(input.rowType().column(group).name().value());
            types.add(input.rowType().type(group));
        }
        for (AggregateCall call : calls) {
            names.add(call.function().name().toLowerCase(Locale.ROOT));
            types.add(call.type());
        }
        return new Plan.Aggregate(input, groups, calls, ColumnNames.rowType(names, types));
    }

    private Relation grouped(Aggregate aggregate, Correlation.Keyed input, ImmutableBitSet set) {
        Plan plan = input.relation().plan();
        List<Integer> groups = Stream.concat(set.asList().stream(), input.keys().stream())
                .distinct()
                .toList();
        List<SortKey> order = sorted(aggregate, input.relation().order().among(groups));
        List<AggregateCall> calls = new ArrayList<>();
        aggregate.getAggCallList().stream()
                .filter(call -> !isGrouping(call))
                .forEach(call -> calls.add(AggregateCalls.of(call, plan, groups, order)));
        List<Integer> apart = groups.stream()
                .filter(group -> set.get(group) && plan.rowType().type(group).printsApart())
                .toList();
        boolean simple = apart.isEmpty()
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && input.keys().isEmpty()
                && calls.size() == aggregate.getAggCallList().size();
        if (simple) {
            List<SqlType> types = new ArrayList<>();
            groups.forEach(i -> types.add(plan.rowType().type(i)));
            calls.forEach(call -> types.add(call.type()));
            return Relation.of(new Plan.Aggregate(plan, groups, calls, PlanBuilder.rowType(aggregate, types)));
        }
        int known = groups.size() + calls.size();
        apart.forEach(group -> calls.add(GroupValues.shown(plan, group)));
        IntUnaryOperator shown = group -> apart.contains(group) ? known + apart.indexOf(group) : groups.indexOf(group);
        return arranged(aggregate, input, set, plan(plan, groups, calls), groups, shown);
    }

    /**
     * The order in which PostgreSQL gives rows to calls that say none. It sorts the rows of a group once, as most of the
     * calls want them that say how, and others see them so.
     */
    private static List<SortKey> sorted(Aggregate aggregate, List<SortKey> met) {
        if (met.isEmpty() || aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            return met;
        }
        Map<List<SortKey>, Long> wanted = aggregate.getAggCallList().stream()
                .map(AggregateCalls::sorted)
                .filter(keys -> !keys.isEmpty())
                .collect(Collectors.groupingBy(keys -> keys, LinkedHashMap::new, Collectors.counting()));
        List<SortKey> keys = new ArrayList<>();
        long most = 0;
        for (Map.Entry<List<SortKey>, Long> entry : wanted.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                keys = new ArrayList<>(entry.getKey());
            }
        }
        keys.addAll(met);
        return keys;
    }

    private static boolean isGrouping(org.apache.calcite.rel.core.AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case GROUPING, GROUPING_ID -> true;
            case GROUP_ID ->
                throw Mistake.unsupported(
                        call.getParserPosition(), "GROUP_ID is not supported", "Use GROUPING(column, ...).");
            default -> false;
        };
    }

    /**
     * The query's columns: those of other grouping sets are NULL; then the keys.
     *
     * @param shown where the values of a group column are, by its index in the input
     */
    private static Relation arranged(
            Aggregate aggregate,
            Correlation.Keyed input,
            ImmutableBitSet set,
            Plan grouped,
            List<Integer> groups,
            IntUnaryOperator shown) {
        RowType before = input.relation().plan().rowType();
        List<Expression> columns = new ArrayList<>();
        for (int group : aggregate.getGroupSet()) {
            columns.add(
                    set.get(group)
                            ? column(grouped, shown.applyAsInt(group))
                            : new Constant(null, before.type(group).withNullable(true)));
        }
        int next = groups.size();
        List<Expression> nothing = new ArrayList<>();
        for (var call : aggregate.getAggCallList()) {
            Expression value = isGrouping(call) ? grouping(call.getArgList(), set) : column(grouped, next++);
            columns.add(value);
            nothing.add(value instanceof Constant ? value : ofNothing(value, call));
        }
        int width = columns.size();
        List<Integer> keys = input.keys().stream().distinct().toList();
        keys.forEach(key -> columns.add(column(grouped, groups.indexOf(key))));
        List<Expression> lifted = input.relation().lifted().stream()
                .map(c -> PlanBuilder.moved(c, i -> width + keys.indexOf(i)))
                .toList();
        Plan plan = Calcs.project(grouped, columns, aggregate.getRowType().getFieldNames());
        boolean always = set.isEmpty() && !keys.isEmpty();
        List<Expression> whenEmpty = new ArrayList<>(columns.subList(0, aggregate.getGroupCount()));
        whenEmpty.addAll(nothing);
        return new Relation(plan, width, lifted, always ? Optional.of(whenEmpty) : Optional.empty());
    }

    private static Expression column(Plan plan, int index) {
        return new Input(index, plan.rowType().type(index));
    }

    /** A bit for each column, the first being the highest: 1 when it is not grouped by. */
    private static Constant grouping(List<Integer> columns, ImmutableBitSet set) {
        int bits = 0;
        for (int column : columns) {
            bits = bits * 2 + (set.get(column) ? 0 : 1);
        }
        return new Constant(bits, SqlType.of(TypeKind.INTEGER).notNull());
    }

    /** What an aggregate of no rows is. */
    private static Constant ofNothing(Expression value, org.apache.calcite.rel.core.AggregateCall call) {
        boolean counts = AggregateCalls.function(call.getAggregation())
                .filter(f -> f == Function.COUNT || f == Function.REGR_COUNT || f == Function.SUM0)
                .isPresent();
        if (!counts) {
            return new Constant(null, value.type().withNullable(true));
        }
        Expression zero = new Constant(0L, SqlType.of(TypeKind.BIGINT).notNull());
        return (Constant) Conversion.to(zero, value.type()).orElseThrow();
    }
}
