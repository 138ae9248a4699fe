package io.weirpool.sql.translate;

import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.Conversion;
import io.weirpool.sql.convert.AggregateTypes;
import io.weirpool.sql.convert.CalciteTypes;
import io.weirpool.sql.convert.RexConverter;
import io.weirpool.sql.parse.Mistake;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.SortKey;
import io.weirpool.sql.validate.OwnAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.sql.SqlAggFunction;

/** Calcite's aggregate calls as ours, or what is wrong with them. */
final class AggregateCalls {
    private static final String REMEDY = "docs/sql.md lists the aggregates and what they take.";

    /** Of which the result depends on the order of the rows. */
    private static final Set<Function> ORDERED =
            Set.of(Function.STRING_AGG, Function.ARRAY_AGG, Function.JSON_AGG, Function.JSON_OBJECT_AGG);

    private final org.apache.calcite.rel.core.AggregateCall call;
    private final Plan plan;
    private final RowType input;
    private final List<Integer> groups;
    private final List<SortKey> met;

    private AggregateCalls(
            org.apache.calcite.rel.core.AggregateCall call, Plan plan, List<Integer> groups, List<SortKey> met) {
        this.call = call;
        this.plan = plan;
        this.input = plan.rowType();
        this.groups = groups;
        this.met = met;
    }

    /**
     * The same call.
     *
     * @param plan whose rows are aggregated
     * @param groups columns that all rows of a group have in common
     * @param met the order in which PostgreSQL meets the rows of a group, where it is known
     * @throws Mistake for what has no counterpart, with the call's place
     */
    static AggregateCall of(
            org.apache.calcite.rel.core.AggregateCall call, Plan plan, List<Integer> groups, List<SortKey> met) {
        return new AggregateCalls(call, plan, groups, met).convert();
    }

    /** By what the call wants rows sorted: its ORDER BY, then with DISTINCT its arguments; empty when it does not. */
    static List<SortKey> sorted(org.apache.calcite.rel.core.AggregateCall call) {
        List<SortKey> keys = new ArrayList<>(Sorts.order(call.getCollation()));
        if (call.isDistinct()) {
            List<Integer> known = keys.stream().map(SortKey::column).toList();
            call.getArgList().stream()
                    .filter(column -> !known.contains(column))
                    .forEach(column -> keys.add(new SortKey(column, false, false)));
        }
        return keys;
    }

    /** Whether the result depends on the order of the rows, and the call says none. */
    static boolean takesOrder(org.apache.calcite.rel.core.AggregateCall call) {
        return call.getCollation().getFieldCollations().isEmpty()
                && !call.isDistinct()
                && function(call.getAggregation()).filter(ORDERED::contains).isPresent();
    }

    /** What an operator of Calcite's computes, if it is among our functions. */
    static Optional<Function> function(SqlAggFunction operator) {
        if (operator instanceof OwnAggregate own) {
            return Optional.of(own.function());
        }
        return switch (operator.getKind()) {
            case COUNT -> Optional.of(Function.COUNT);
            case SUM -> Optional.of(Function.SUM);
            case SUM0 -> Optional.of(Function.SUM0);
            case AVG -> Optional.of(Function.AVG);
            case MIN -> Optional.of(Function.MIN);
            case MAX -> Optional.of(Function.MAX);
            case ANY_VALUE -> Optional.of(Function.ANY_VALUE);
            case SINGLE_VALUE -> Optional.of(Function.SINGLE_VALUE);
            case LITERAL_AGG -> Optional.of(Function.LITERAL);
            default -> Optional.empty();
        };
    }

    private AggregateCall convert() {
        Function function = function(call.getAggregation())
                .orElseThrow(() -> mistake("the aggregate " + name() + " is not supported yet"));
        if (call.ignoreNulls() || call.distinctKeys != null) {
            throw mistake("IGNORE NULLS and WITHIN DISTINCT are not supported");
        }
        boolean distinct = call.isDistinct() || OwnAggregate.countsDistinct(call.getAggregation());
        return switch (function) {
            case PERCENTILE_CONT, PERCENTILE_DISC -> percentile(function);
            case LITERAL -> literal();
            case STRING_AGG -> joined(distinct);
            case ARRAY_AGG, JSON_AGG, JSON_OBJECT_AGG -> call(function, distinct, asMet(distinct), List.of());
            case MODE -> call(function, false, order(true), List.of());
            default -> call(function, distinct, List.of(), List.of());
        };
    }

    private AggregateCall call(
            Function function, boolean distinct, List<SortKey> order, List<Expression.Constant> parameters) {
        return call(function, call.getArgList(), distinct, order, parameters);
    }

    private AggregateCall call(
            Function function,
            List<Integer> arguments,
            boolean distinct,
            List<SortKey> order,
            List<Expression.Constant> parameters) {
        List<SqlType> types = arguments.stream().map(input::type).toList();
        if (function == Function.ARRAY_AGG && types.get(0).kind().isArray()) {
            throw mistake("array_agg of arrays: arrays here have one dimension; use jsonb_agg");
        }
        if (!AggregateTypes.accepts(function, types)) {
            throw mistake("there is no aggregate %s(%s)"
                    .formatted(
                            name(),
                            String.join(
                                    ", ", types.stream().map(SqlType::toString).toList())));
        }
        if (name().equals("json_agg") && types.stream().anyMatch(AggregateCalls::printsOtherwise)) {
            throw mistake("json_agg of %s prints otherwise than jsonb, which all JSON is: use jsonb_agg"
                    .formatted(types.get(0)));
        }
        OptionalInt filter = call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty();
        SqlType type = type(function, types);
        return new AggregateCall(function, arguments, distinct, order, filter, parameters, type);
    }

    /** Whether PostgreSQL's json of such a value is written otherwise: without blanks, with an exponent. */
    private static boolean printsOtherwise(SqlType type) {
        return type.kind().isArray() || type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
    }

    /** Counts that Calcite adds up stay BIGINT, as it says. */
    private SqlType type(Function function, List<SqlType> types) {
        return function == Function.SUM0
                ? CalciteTypes.fromCalcite(call.getType()).orElseThrow().notNull()
                : AggregateTypes.of(function, types, call.getType().isNullable());
    }

    /** Bytes may be joined by a literal in quotes, which is one of bytes then. */
    private AggregateCall joined(boolean distinct) {
        int value = call.getArgList().get(0);
        Optional<Expression.Constant> delimiter = constant(
                        plan, call.getArgList().get(1))
                .filter(text -> input.type(value).kind() == TypeKind.VARBINARY
                        && text.type().kind() != TypeKind.VARBINARY);
        if (delimiter.isEmpty()) {
            return call(Function.STRING_AGG, distinct, asMet(distinct), List.of());
        }
        Expression bytes = Conversion.to(delimiter.get(), SqlType.of(TypeKind.VARBINARY))
                .orElseThrow(() -> mistake(
                        "the delimiter of string_agg is " + delimiter.get().type()));
        Expression.Constant folded = (Expression.Constant) Scalars.folded(bytes, call.getParserPosition());
        return call(Function.STRING_AGG, List.of(value), distinct, asMet(distinct), List.of(folded));
    }

    /** The order that the call says, or that in which the rows are met. */
    private List<SortKey> asMet(boolean distinct) {
        return takesOrder(call) ? met() : order(distinct);
    }

    private List<SortKey> met() {
        return met.stream().allMatch(key -> AggregateTypes.isOrdered(input.type(key.column()))) ? met : List.of();
    }

    private List<SortKey> order(boolean byArguments) {
        List<SortKey> order = new ArrayList<>();
        for (RelFieldCollation key : call.getCollation().getFieldCollations()) {
            int column = key.getFieldIndex();
            if (!AggregateTypes.isOrdered(input.type(column))) {
                throw mistake("ORDER BY in %s cannot be by %s".formatted(name(), input.type(column)));
            }
            if (byArguments && !call.getArgList().contains(column)) {
                throw mistake("in %s with DISTINCT, ORDER BY must be by an argument".formatted(name()));
            }
            boolean descending = key.direction == Direction.DESCENDING;
            boolean nullsFirst = key.nullDirection == NullDirection.UNSPECIFIED
                    ? descending
                    : key.nullDirection == NullDirection.FIRST;
            order.add(new SortKey(column, descending, nullsFirst));
        }
        return order;
    }

    /** Calcite's arguments are the fraction and the column of the order. */
    private AggregateCall percentile(Function function) {
        int said = call.getArgList().get(0);
        int column = call.getArgList().get(1);
        Optional<Expression.Constant> constant = constant(plan, said);
        if (constant.isEmpty()) {
            return percentile(function, said, column);
        }
        Object fraction = constant.get().value();
        if (fraction != null) {
            double value = fraction instanceof Number number ? number.doubleValue() : Double.NaN;
            if (!(value >= 0 && value <= 1)) {
                throw mistake("percentile value %s is not between 0 and 1".formatted(fraction));
            }
        }
        return call(function, List.of(column), false, order(true), List.of(constant.get()));
    }

    /** The fraction is what the rows of a group have in common. */
    private AggregateCall percentile(Function function, int fraction, int column) {
        if (!isOfGroup(fraction)) {
            throw mistake("the fraction of %s must be a constant, or of columns that are grouped by".formatted(name()));
        }
        if (!AggregateTypes.isNumeric(input.type(fraction))) {
            throw mistake("the fraction of %s must be a number, not %s".formatted(name(), input.type(fraction)));
        }
        return call(function, List.of(column, fraction), false, order(true), List.of());
    }

    private boolean isOfGroup(int column) {
        Expression asked = expression(column);
        List<Expression> grouped = groups.stream().map(this::expression).toList();
        return grouped.contains(asked)
                || Scope.innerColumns(asked).stream()
                        .allMatch(i -> grouped.stream()
                                .anyMatch(g -> g instanceof Expression.Input known && known.index() == i));
    }

    /** Over the columns of what the plan projects, if it does. */
    private Expression expression(int column) {
        return plan instanceof Plan.Calc calc
                ? calc.projections().get(column)
                : new Expression.Input(column, input.type(column));
    }

    /** The constant a column of a plan is. */
    private static Optional<Expression.Constant> constant(Plan plan, int column) {
        if (!(plan instanceof Plan.Calc calc)) {
            return Optional.empty();
        }
        Expression expression = calc.projections().get(column);
        if (expression instanceof Expression.Input inner) {
            return constant(calc.input(), inner.index());
        }
        return expression instanceof Expression.Constant constant ? Optional.of(constant) : Optional.empty();
    }

    private AggregateCall literal() {
        Expression value = RexConverter.convert(call.rexList.get(0), input);
        if (!(value instanceof Expression.Constant constant)) {
            throw new IllegalStateException("LITERAL_AGG of " + value);
        }
        return new AggregateCall(
                Function.LITERAL, List.of(), false, List.of(), OptionalInt.empty(), List.of(constant), constant.type());
    }

    private Mistake mistake(String message) {
        return Mistake.unsupported(call.getParserPosition(), message, REMEDY);
    }

    private String name() {
        return call.getAggregation().getName().toLowerCase(Locale.ROOT);
    }
}
