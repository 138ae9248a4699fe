package io.weirpool.processor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

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
}
