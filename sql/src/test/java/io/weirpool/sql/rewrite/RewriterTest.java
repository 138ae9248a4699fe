package io.weirpool.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RewriterTest {
    private static final SqlType INTEGER = SqlType.of(TypeKind.INTEGER);
    private static final SqlType BOOLEAN = SqlType.of(TypeKind.BOOLEAN);

    private static RowType ints(String... names) {
        return new RowType(Stream.of(names).map(n -> Column.of(n, INTEGER)).toList());
    }

    private static Plan scan() {
        return new Plan.Scan(new Name("s"), List.of(0, 1, 2), ints("a", "b", "c"), true);
    }

    private static Expression column(int index) {
        return new Expression.Input(index, INTEGER);
    }

    private static Expression twice(Expression operand) {
        return new Expression.Call("+", List.of(operand, operand), INTEGER);
    }

    private static Expression positive(Expression operand) {
        Expression zero = new Expression.Constant(0, INTEGER.notNull());
        return new Expression.Call(">", List.of(operand, zero), BOOLEAN);
    }

    @Test
    void filterOverProjectionBecomesOneStepOverTheColumnsItReads() {
        Plan project = new Plan.Calc(scan(), Optional.empty(), List.of(twice(column(2)), column(0)), ints("x", "y"));
        Plan filter =
                new Plan.Calc(project, Optional.of(positive(column(1))), List.of(column(0), column(1)), ints("x", "y"));
        assertThat(Rewriter.rewrite(filter, Map.of()))
                .isEqualTo(new Plan.Calc(
                        new Plan.Scan(new Name("s"), List.of(0, 2), ints("a", "c"), true),
                        Optional.of(positive(column(0))),
                        List.of(twice(column(1)), column(0)),
                        ints("x", "y")));
    }

    @Test
    void innerConditionComesFirst() {
        Plan inner =
                new Plan.Calc(scan(), Optional.of(positive(column(0))), List.of(column(0), column(1)), ints("a", "b"));
        Plan outer = new Plan.Calc(inner, Optional.of(positive(column(1))), List.of(column(0)), ints("a"));
        Plan.Calc merged = (Plan.Calc) Rewriter.rewrite(outer, Map.of());
        assertThat(merged.condition()).hasToString("Optional[AND(>($0, 0), >($1, 0))]");
    }

    @Test
    void workIsNotRepeatedToSaveAStep() {
        Plan inner = new Plan.Calc(scan(), Optional.empty(), List.of(twice(column(0))), ints("x"));
        Plan outer = new Plan.Calc(inner, Optional.empty(), List.of(column(0), twice(column(0))), ints("x", "y"));
        assertThat(((Plan.Calc) Rewriter.rewrite(outer, Map.of())).input()).isInstanceOf(Plan.Calc.class);
    }

    @Test
    void projectionThatChangesNothingGoes() {
        Plan same =
                new Plan.Calc(scan(), Optional.empty(), List.of(column(0), column(1), column(2)), ints("a", "b", "c"));
        assertThat(Rewriter.rewrite(same, Map.of())).isEqualTo(scan());
    }

    @Test
    void groupColumnsStayThoughNobodyReadsThem() {
        Plan aggregate = new Plan.Aggregate(scan(), List.of(1), List.of(), ints("b"));
        Expression one = new Expression.Constant(1, INTEGER.notNull());
        Plan none = new Plan.Calc(aggregate, Optional.empty(), List.of(one), ints("one"));
        Plan.Calc rewritten = (Plan.Calc) Rewriter.rewrite(none, Map.of());
        assertThat(rewritten.input())
                .isEqualTo(new Plan.Aggregate(
                        new Plan.Scan(new Name("s"), List.of(1), ints("b"), true), List.of(0), List.of(), ints("b")));
    }
}
