package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.TypeKind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SumTest {
    @Test
    void floatingPointSumForgetsWhatLeft() {
        FloatSum sum = new FloatSum();
        sum.add(0.1, 1);
        sum.add(1e300, 1);
        sum.add(Double.MIN_VALUE, 1);
        sum.add(Double.NaN, 1);
        sum.add(1e300, -1);
        sum.add(Double.NaN, -1);
        sum.add(Double.MIN_VALUE, -1);
        assertThat(sum.toDouble()).isEqualTo(0.1);
    }

    @Test
    void averageHasTheScaleOfPostgreSql() {
        assertThat(NumericQuotient.average(new BigDecimal(10), 3)).hasToString("3.3333333333333333");
        assertThat(NumericQuotient.average(new BigDecimal(1), 3)).hasToString("0.33333333333333333333");
        assertThat(NumericQuotient.average(new BigDecimal(100000), 3)).hasToString("33333.333333333333");
        assertThat(NumericQuotient.average(new BigDecimal("2.50"), 2)).hasToString("1.25000000000000000000");
        assertThat(NumericQuotient.average(BigDecimal.ZERO, 7).toPlainString()).isEqualTo("0.00000000000000000000");
    }

    @Test
    void averageOfWholeNumbersIsThatOfTheSameDecimals() {
        long[] sums = {0, 1, 7, 9_999, 10_000, 99_999_999, 100_000_000, 123_456_789_012L, Long.MAX_VALUE};
        long[] counts = {1, 2, 3, 7, 9_999, 10_000, 10_001, 3_000_000_000L, Long.MAX_VALUE};
        for (long sum : sums) {
            for (long count : counts) {
                assertSame(sum, count);
                assertSame(-sum, count);
            }
        }
        assertSame(Long.MIN_VALUE, 3);
    }

    private static void assertSame(long sum, long count) {
        assertThat(NumericQuotient.average(sum, count))
                .as("%d / %d", sum, count)
                .isEqualTo(NumericQuotient.average(BigDecimal.valueOf(sum), count));
    }

    @Test
    void wholeNumbersAreExactBeyondBigint() {
        IntegerSum sum = new IntegerSum();
        sum.add(Long.MAX_VALUE, 2);
        assertThat(sum.sum(TypeKind.DECIMAL)).hasToString("18446744073709551614");
        assertThat(sum.average(2)).isEqualTo(NumericQuotient.average(new BigDecimal("18446744073709551614"), 2));
        sum.add(Long.MAX_VALUE, -1);
        assertThat(sum.sum(TypeKind.BIGINT)).isEqualTo(Long.MAX_VALUE);
    }
}
