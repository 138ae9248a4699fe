package io.weirpool.sql.check;

import io.weirpool.common.catalog.Source;
import io.weirpool.sql.compile.Forms;
import io.weirpool.sql.parse.CalciteCharset;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Call;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import io.weirpool.sql.translate.CheckConditions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the CHECK conditions of a source say of one column by itself: comparisons with constants, joined by AND. A row that
 * keeps to the bounds of each column may be refused all the same, by a condition that says more; one that does not is
 * always refused, unless the value is NULL.
 *
 * @param least the greatest lower bound of a number
 * @param most the least upper bound of a number
 * @param allowed the only values there are; empty when any may be. Numbers are BigDecimal
 */
public record ColumnBounds(Optional<Bound> least, Optional<Bound> most, Set<Object> allowed) {
    static {
        CalciteCharset.ensure();
    }

    private static final ColumnBounds NONE = new ColumnBounds(Optional.empty(), Optional.empty(), Set.of());
    private static final Map<String, String> TURNED = Map.of("=", "=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

    /** A number, itself allowed or not. */
    public record Bound(BigDecimal value, boolean inclusive) {}

    /** Of each column, in declared order. */
    public static List<ColumnBounds> of(Source source) {
        List<ColumnBounds> bounds = new ArrayList<>();
        source.columns().columns().forEach(column -> bounds.add(NONE));
        if (!source.checks().isEmpty()) {
            CheckConditions.of(source).forEach(condition -> addTo(bounds, condition));
        }
        return List.copyOf(bounds);
    }

    /** Constants in the conditions, none NULL: near them conditions change. */
    public static List<Constant> constants(Source source) {
        List<Constant> found = new ArrayList<>();
        if (!source.checks().isEmpty()) {
            CheckConditions.of(source).forEach(condition -> addConstants(found, condition));
        }
        return found;
    }

    private static void addConstants(List<Constant> found, Expression expression) {
        if (expression instanceof Constant constant && constant.value() != null) {
            found.add(constant);
        } else if (expression instanceof Call call) {
            call.operands().forEach(operand -> addConstants(found, operand));
        }
    }

    private static void addTo(List<ColumnBounds> bounds, Expression condition) {
        if (!(condition instanceof Call call)) {
            return;
        }
        switch (call.function()) {
            case Forms.AND -> call.operands().forEach(operand -> addTo(bounds, operand));
            case Forms.OR, Forms.IN, "=" -> addAllowed(bounds, call);
            case "<", "<=", ">", ">=" -> addComparison(bounds, call);
            default -> {} // says nothing of a column by itself
        }
    }

    private static void addComparison(List<ColumnBounds> bounds, Call call) {
        Comparison comparison = Comparison.of(call);
        if (comparison == null || !(comparison.value() instanceof BigDecimal number)) {
            return;
        }
        Bound bound = new Bound(number, comparison.operator().endsWith("="));
        boolean lower = comparison.operator().startsWith(">");
        bounds.set(comparison.column(), bounds.get(comparison.column()).with(bound, lower));
    }

    private ColumnBounds with(Bound bound, boolean lower) {
        Optional<Bound> known = lower ? least : most;
        boolean narrower = known.isEmpty() || isNarrower(bound, known.get(), lower);
        if (!narrower) {
            return this;
        }
        return lower
                ? new ColumnBounds(Optional.of(bound), most, allowed)
                : new ColumnBounds(least, Optional.of(bound), allowed);
    }

    private static boolean isNarrower(Bound bound, Bound than, boolean lower) {
        int order = bound.value.compareTo(than.value) * (lower ? 1 : -1);
        return order > 0 || (order == 0 && !bound.inclusive);
    }

    /** {@code a = 1 OR a = 2}, {@code a IN (1, 2)}, {@code a = 1}. */
    private static void addAllowed(List<ColumnBounds> bounds, Call call) {
        Set<Object> values = new LinkedHashSet<>();
        int column = equalities(call, values);
        if (column < 0) {
            return;
        }
        ColumnBounds known = bounds.get(column);
        if (!known.allowed.isEmpty()) {
            values.retainAll(known.allowed);
        }
        if (!values.isEmpty()) { // else no row can be taken, which no schema says well
            bounds.set(column, new ColumnBounds(known.least, known.most, Set.copyOf(values)));
        }
    }

    /** The column that is compared with each of the values; -1 when it is not one column and constants. */
    private static int equalities(Call call, Set<Object> values) {
        if (call.function().equals("=")) {
            Comparison comparison = Comparison.of(call);
            if (comparison == null) {
                return -1;
            }
            values.add(comparison.value());
            return comparison.column();
        }
        if (call.function().equals(Forms.IN)) {
            Optional<Input> input = Comparison.input(call.operands().get(0));
            call.operands().subList(1, call.operands().size()).forEach(member -> values.add(Comparison.value(member)));
            return input.isEmpty() || values.contains(Optional.empty())
                    ? -1
                    : input.get().index();
        }
        int column = -1;
        for (Expression operand : call.operands()) {
            int next = operand instanceof Call one
                            && Set.of("=", Forms.IN, Forms.OR).contains(one.function())
                    ? equalities(one, values)
                    : -1;
            if (next < 0 || (column >= 0 && column != next)) {
                return -1;
            }
            column = next;
        }
        return column;
    }

    /** A column, an operator, a constant. */
    private record Comparison(int column, String operator, Object value) {
        static @Nullable Comparison of(Call call) {
            Expression left = call.operands().get(0);
            Expression right = call.operands().get(1);
            Optional<Input> input = input(left);
            boolean turned = input.isEmpty();
            Optional<Input> column = turned ? input(right) : input;
            Object value = value(turned ? left : right);
            String operator = turned ? TURNED.getOrDefault(call.function(), "") : call.function();
            return column.isEmpty() || value.equals(Optional.empty())
                    ? null
                    : new Comparison(column.get().index(), operator, value);
        }

        /** A column, also one that was made wider to be compared. */
        static Optional<Input> input(Expression expression) {
            if (expression instanceof Input input) {
                return Optional.of(input);
            }
            boolean widened = expression instanceof Call call
                    && call.function().equals("CAST")
                    && call.operands().get(0) instanceof Input input
                    && Number.class.isAssignableFrom(input.type().kind().javaClass())
                    && Number.class.isAssignableFrom(call.type().kind().javaClass());
            return widened ? input(((Call) expression).operands().get(0)) : Optional.empty();
        }

        /** A number or text; an empty Optional for all else. */
        static Object value(Expression expression) {
            if (!(expression instanceof Constant constant) || constant.value() == null) {
                return Optional.empty();
            }
            return switch (constant.type().kind()) {
                case SMALLINT, INTEGER, BIGINT, DECIMAL ->
                    new BigDecimal(constant.value().toString());
                case VARCHAR -> constant.value();
                default -> Optional.empty(); // dates are numbers here, and floating points are not exact
            };
        }
    }
}
