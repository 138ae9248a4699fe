package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.model.Column;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.AggregateCall;
import io.weirpool.sql.plan.AggregateCall.Function;
import io.weirpool.sql.plan.Expression.Constant;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
    private static final SqlType BIGINT = SqlType.of(TypeKind.BIGINT);
    private static final SqlType DOUBLE = SqlType.of(TypeKind.DOUBLE);
    private static final RowType ROWS = RowType.of(
            Column.of("l", BIGINT), Column.of("x", DOUBLE), Column.of("t", SqlType.varchar(SqlType.UNBOUNDED)));

    private static Accumulator of(Function function, SqlType type, Integer... columns) {
        return new Accumulator(new AggregateCall(function, List.of(columns), false, OptionalInt.empty(), type), ROWS);
    }

    private static Object[] row(Object... values) {
        return values;
    }

    @Test
    void singleValueIsThatOfTheOnlyRow() {
        Accumulator single = of(Function.SINGLE_VALUE, BIGINT, 0);
        assertThat(single.result()).isNull();
        single.add(row(7L, null, null), 1);
        assertThat(single.result()).isEqualTo(7L);
    }

    @Test
    void singleValueFailsWhileThereAreTwoRowsThoughOneIsNull() {
        Accumulator single = of(Function.SINGLE_VALUE, BIGINT, 0);
        single.add(row(7L, null, null), 1);
        single.add(row(null, null, null), 1);
        assertThatThrownBy(single::result)
                .isInstanceOf(ExpressionFailure.class)
                .hasMessage("more than one row returned by a subquery used as an expression");
        single.add(row(7L, null, null), -1);
        assertThat(single.result()).isNull();
        single.add(row(null, null, null), -1);
        single.add(row(8L, null, null), 2);
        assertThatThrownBy(single::result).isInstanceOf(ExpressionFailure.class);
        single.add(row(8L, null, null), -1);
        assertThat(single.result()).isEqualTo(8L);
    }

    @Test
    void sumOrZeroIsZeroWithoutValues() {
        Accumulator bigint = of(Function.SUM0, BIGINT, 0);
        assertThat(bigint.result()).isEqualTo(0L);
        bigint.add(row(null, null, null), 1);
        assertThat(bigint.result()).isEqualTo(0L);
        bigint.add(row(4L, null, null), 3);
        assertThat(bigint.result()).isEqualTo(12L);
        assertThat(of(Function.SUM0, SqlType.of(TypeKind.DECIMAL), 0).result()).isEqualTo(BigDecimal.ZERO);
        assertThat(of(Function.SUM0, DOUBLE, 1).result()).isEqualTo(0.0);
    }

    @Test
    void literalIsThereWhateverTheRows() {
        Accumulator literal = new Accumulator(
                new AggregateCall(
                        Function.LITERAL,
                        List.of(),
                        false,
                        List.of(),
                        OptionalInt.empty(),
                        List.of(new Constant(true, SqlType.of(TypeKind.BOOLEAN))),
                        SqlType.of(TypeKind.BOOLEAN)),
                ROWS);
        assertThat(literal.result()).isEqualTo(true);
        literal.add(row(1L, null, null), 1);
        assertThat(literal.result()).isEqualTo(true);
    }

    @Test
    void percentileOfNoFractionIsNull() {
        Accumulator percentile = new Accumulator(
                new AggregateCall(
                        Function.PERCENTILE_CONT,
                        List.of(1),
                        false,
                        List.of(),
                        OptionalInt.empty(),
                        List.of(new Constant(null, DOUBLE)),
                        DOUBLE),
                ROWS);
        percentile.add(row(null, 1.0, null), 1);
        assertThat(percentile.result()).isNull();
    }

    @Test
    void nameThatIsNullFailsTheObject() {
        Accumulator object = of(Function.JSON_OBJECT_AGG, SqlType.of(TypeKind.JSON), 2, 0);
        object.add(row(1L, null, "a"), 1);
        object.add(row(2L, null, null), 1);
        assertThatThrownBy(object::result)
                .isInstanceOf(ExpressionFailure.class)
                .hasMessage("field name must not be null");
        object.add(row(2L, null, null), -1);
        assertThat(object.result()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void deviationForgetsWhatLeft() {
        Accumulator deviation = of(Function.STDDEV_POP, DOUBLE, 1);
        deviation.add(row(null, 1e200, null), -1);
        deviation.add(row(null, 0.1, null), 5);
        deviation.add(row(null, Double.NaN, null), 1);
        deviation.add(row(null, 1e200, null), 1);
        deviation.add(row(null, Double.NaN, null), -1);
        assertThat(deviation.result()).isEqualTo(0.0);
    }

    @Test
    void varianceBeyondDoubleFails() {
        Accumulator variance = of(Function.VAR_POP, DOUBLE, 1);
        variance.add(row(null, 1e300, null), 1);
        variance.add(row(null, -1e300, null), 1);
        assertThatThrownBy(variance::result)
                .isInstanceOf(ExpressionFailure.class)
                .hasMessage("value out of range: overflow");
    }

    @Test
    void resetForgetsAllRows() {
        Accumulator text = new Accumulator(
                new AggregateCall(
                        Function.STRING_AGG,
                        List.of(2, 2),
                        true,
                        List.of(),
                        OptionalInt.empty(),
                        List.of(),
                        SqlType.varchar(SqlType.UNBOUNDED)),
                ROWS);
        text.add(row(1L, 1.0, "a"), 2);
        text.add(row(1L, 1.0, "b"), 1);
        assertThat(text.result()).isEqualTo("abb");
        text.reset();
        assertThat(text.result()).isNull();
    }
}
