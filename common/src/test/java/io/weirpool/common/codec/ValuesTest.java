package io.weirpool.common.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.common.model.ArrayValue;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.testing.RandomRows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {
    @Test
    void numbersCompareByValue() {
        assertThat(Values.equal(0.0, -0.0)).isTrue();
        assertThat(Values.equal(0.0f, -0.0f)).isTrue();
        assertThat(Values.equal(Double.NaN, Double.NaN)).isTrue();
        assertThat(Values.equal(new BigDecimal("1.0"), new BigDecimal("1.00"))).isTrue();
        assertThat(Values.compare(SqlType.of(TypeKind.DOUBLE), Double.NaN, Double.POSITIVE_INFINITY))
                .isPositive();
        assertThat(Values.compare(SqlType.of(TypeKind.REAL), -0.0f, 0.0f)).isZero();
    }

    @Test
    void nullsAreEqualAndLast() {
        assertThat(Values.compare(SqlType.of(TypeKind.BIGINT), null, Long.MAX_VALUE))
                .isPositive();
        assertThat(Values.compare(SqlType.of(TypeKind.BIGINT), 1L, null)).isNegative();
        assertThat(Values.compare(SqlType.of(TypeKind.BIGINT), null, null)).isZero();
        assertThat(Values.equal(null, 1L)).isFalse();
        assertThat(Values.equalRows(new Object[] {null, 1.0}, new Object[] {null, 1.0}))
                .isTrue();
        assertThat(Values.equalRows(new Object[] {null}, new Object[] {1})).isFalse();
    }

    @Test
    void uuidsCompareByUnsignedBytes() {
        assertThat(Values.compare(SqlType.of(TypeKind.UUID), new UUID(-1, 0), new UUID(1, 0)))
                .isPositive();
        assertThat(Values.compare(SqlType.of(TypeKind.UUID), new UUID(1, -1), new UUID(1, 1)))
                .isPositive();
    }

    @Test
    void arraysCompareByTheirFirstDifferenceThenByLength() {
        List<ArrayValue> ordered =
                List.of(array(), array(1.0), array(1.0, 2.0), array(1.0, null), array(2.0), array(null, 0.0));
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(
                                Values.compare(SqlType.of(TypeKind.DOUBLE_ARRAY), ordered.get(i), ordered.get(j))))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(Values.equal(array(0.0, null), array(-0.0, null))).isTrue();
        assertThat(Values.equal(array(0.0), array(0.0, null))).isFalse();
    }

    private static ArrayValue array(Double... elements) {
        return ArrayValue.wrap(elements);
    }

    @ParameterizedTest
    @MethodSource("io.weirpool.common.testing.Seeds#next")
    void textComparesByItsUtf8Bytes(long seed) {
        RandomRows random = new RandomRows(seed);
        SqlType text = SqlType.of(TypeKind.VARCHAR).notNull();
        for (int i = 0; i < 50; i++) {
            String a = (String) random.value(text);
            String b = (String) random.value(text);
            int wanted = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Values.compare(text, a, b))).isEqualTo(Integer.signum(wanted));
        }
    }
}
