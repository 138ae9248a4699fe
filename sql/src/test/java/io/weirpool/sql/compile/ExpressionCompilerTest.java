package io.weirpool.sql.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.plan.Expression;
import io.weirpool.sql.plan.Expression.Constant;
import io.weirpool.sql.plan.Expression.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType BOOLEAN = SqlType.of(TypeKind.BOOLEAN);
    private static final SqlType INTEGER = SqlType.of(TypeKind.INTEGER);
    private static final SqlType TEXT = SqlType.varchar(SqlType.UNBOUNDED);

    private static Expression call(String name, Expression... operands) {
        return Expressions.function(name, List.of(operands)).orElseThrow();
    }

    private static Input input(int index, SqlType type) {
        return new Input(index, type);
    }

    private static Constant integer(int value) {
        return new Constant(value, INTEGER.notNull());
    }

    private static Constant text(String value) {
        return new Constant(value, TEXT.notNull());
    }

    private static @Nullable Object evaluate(Expression expression, @Nullable Object... row) {
        Object[] out = ExpressionCompiler.compile(Optional.empty(), List.of(expression))
                .apply(row);
        return out[0];
    }

    @Test
    void projectionsOfARowTheConditionDoesNotAcceptAreNotEvaluated() {
        Expression positive = call(">", input(0, INTEGER), integer(0));
        Expression failing = call("/", integer(1), input(1, INTEGER));
        RowFunction function = ExpressionCompiler.compile(Optional.of(positive), List.of(failing));
        assertThat(function.apply(new Object[] {-1, 0})).isNull();
        assertThat(function.apply(new Object[] {null, 0})).isNull();
        assertThat(function.apply(new Object[] {1, 2})).containsExactly(0);
        assertThatThrownBy(() -> function.apply(new Object[] {1, 0}))
                .isInstanceOfSatisfying(
                        ExpressionFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    }

    @Test
    void operandsBecomeOneKindAsInPostgres() {
        Expression sum = call("+", input(0, INTEGER), input(1, BIGINT));
        assertThat(sum.type()).isEqualTo(BIGINT);
        assertThat(evaluate(sum, 1, 2L)).isEqualTo(3L);
        assertThat(evaluate(sum, null, 2L)).isNull();
        Expression scaled = call("*", input(0, SqlType.decimal(10, 2)), integer(3));
        assertThat(scaled.type()).isEqualTo(SqlType.of(TypeKind.DECIMAL));
        assertThat(evaluate(scaled, new BigDecimal("1.50"))).isEqualTo(new BigDecimal("4.50"));
    }

    @Test
    void connectivesStopAtTheOperandThatDecides() {
        Expression fails = call("=", call("/", integer(1), input(1, INTEGER)), integer(1));
        Expression a = input(0, BOOLEAN);
        Expression and = Expressions.form(Forms.AND, List.of(a, fails));
        Expression or = Expressions.form(Forms.OR, List.of(a, fails));
        assertThat(evaluate(and, false, 0)).isEqualTo(false);
        assertThat(evaluate(or, true, 0)).isEqualTo(true);
        assertThatThrownBy(() -> evaluate(and, null, 0)).isInstanceOf(ExpressionFailure.class);
        assertThat(evaluate(and, null, 1)).isNull();
        assertThat(evaluate(and, null, 2)).isEqualTo(false);
        assertThat(evaluate(or, null, 1)).isEqualTo(true);
        assertThat(evaluate(or, null, 2)).isNull();
    }

    @Test
    void onlyTheChosenBranchOfACaseIsEvaluated() {
        Expression zero = call("=", input(0, INTEGER), integer(0));
        Expression choice = Expressions.choice(List.of(zero, integer(-1), call("/", integer(10), input(0, INTEGER))))
                .orElseThrow();
        assertThat(evaluate(choice, 0)).isEqualTo(-1);
        assertThat(evaluate(choice, 5)).isEqualTo(2);
        assertThat(evaluate(choice, (Object) null)).isNull();
    }

    @Test
    void coalesceAndExtremesSkipNulls() {
        List<Expression> two = List.of(input(0, TEXT), input(1, TEXT));
        assertThat(evaluate(Expressions.sameKind(Forms.COALESCE, two).orElseThrow(), null, "b"))
                .isEqualTo("b");
        assertThat(evaluate(Expressions.sameKind(Forms.GREATEST, two).orElseThrow(), "a", null))
                .isEqualTo("a");
        assertThat(evaluate(Expressions.sameKind(Forms.LEAST, two).orElseThrow(), "a", "b"))
                .isEqualTo("a");
        assertThat(evaluate(Expressions.sameKind(Forms.LEAST, two).orElseThrow(), null, null))
                .isNull();
    }

    @Test
    void distinctFromKnowsNull() {
        List<Expression> two = List.of(input(0, SqlType.of(TypeKind.DOUBLE)), input(1, SqlType.of(TypeKind.DOUBLE)));
        Expression distinct = Expressions.sameKind(Forms.IS_DISTINCT, two).orElseThrow();
        assertThat(evaluate(distinct, null, null)).isEqualTo(false);
        assertThat(evaluate(distinct, 1d, null)).isEqualTo(true);
        assertThat(evaluate(distinct, Double.NaN, Double.NaN)).isEqualTo(false);
        assertThat(evaluate(distinct, 0d, -0d)).isEqualTo(false);
    }

    @Test
    void inFindsEqualValuesWhateverTheirScale() {
        Expression in = Expressions.form(
                Forms.IN,
                List.of(
                        input(0, SqlType.of(TypeKind.DECIMAL)),
                        new Constant(
                                new BigDecimal("1.0"),
                                SqlType.of(TypeKind.DECIMAL).notNull())));
        assertThat(evaluate(in, new BigDecimal("1.00"))).isEqualTo(true);
        assertThat(evaluate(in, new BigDecimal("1.01"))).isEqualTo(false);
        assertThat(evaluate(in, (Object) null)).isNull();
    }

    @Test
    void charIgnoresTrailingBlanksOfALiteral() {
        List<Expression> operands = List.of(input(0, new SqlType(TypeKind.CHAR, 5, 0, true)), text("ab  "));
        Expression literal = Expressions.function("=", operands, Set.of(1)).orElseThrow();
        Expression text = Expressions.function("=", operands).orElseThrow();
        assertThat(evaluate(literal, "ab")).isEqualTo(true);
        assertThat(evaluate(text, "ab")).isEqualTo(false);
    }

    @Test
    void aVeryLargeExpressionIsSpreadOverMethods() {
        Expression sum = input(0, BIGINT);
        for (int i = 0; i < 1_000; i++) {
            Expression product = call("*", input(0, BIGINT), new Constant((long) i, BIGINT.notNull()));
            sum = call("+", sum, product);
        }
        List<Expression> equalities = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            equalities.add(call("=", input(0, BIGINT), new Constant((long) i, BIGINT.notNull())));
        }
        assertThat(evaluate(sum, 2L)).isEqualTo(2L + 2L * 999 * 1_000 / 2);
        assertThat(evaluate(Expressions.form(Forms.OR, equalities), 4_999L)).isEqualTo(true);
        assertThat(evaluate(Expressions.form(Forms.OR, equalities), -1L)).isEqualTo(false);
    }

    @Test
    void aConstantThatHasNoValueIsFoundBeforeAnyRow() {
        Expression broken = call("/", integer(1), call("-", integer(1), integer(1)));
        assertThatThrownBy(() -> Constants.fold(broken)).isInstanceOf(ExpressionFailure.class);
        assertThat(Constants.fold(call("+", integer(1), integer(2)))).isEqualTo(integer(3));
    }

    @Test
    void equalCodeIsCompiledOnceAndKeepsItsOwnConstants() {
        RowFunction first = ExpressionCompiler.compile(Optional.empty(), List.of(text("first")));
        RowFunction second = ExpressionCompiler.compile(Optional.empty(), List.of(text("second")));
        assertThat(second.getClass()).isSameAs(first.getClass());
        assertThat(first.apply(new Object[0])).containsExactly("first");
        assertThat(second.apply(new Object[0])).containsExactly("second");
    }

    /** In one method they would be too large for the JVM. */
    @Test
    void aThousandProjectionsAreSpreadOverMethods() {
        int count = 1_000;
        List<Expression> projections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            projections.add(i % 3 == 0 ? input(i, INTEGER) : call("+", input(i, INTEGER), integer(i)));
        }
        RowFunction function =
                ExpressionCompiler.compile(Optional.of(call(">=", input(0, INTEGER), integer(0))), projections);
        @Nullable Object[] row = new Object[count];
        Arrays.fill(row, 7);
        row[4] = null;
        @Nullable Object[] out = function.apply(row);
        assertThat(out).hasSize(count).startsWith(7, 8, 9, 7, null, 12).endsWith(7 + 997, 7 + 998, 7);
        row[0] = -1;
        assertThat(function.apply(row)).isNull();
    }
}
