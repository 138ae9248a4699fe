package io.weirpool.common.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDecimalsTest {
    private static String written(BigDecimal value) {
        ByteOutput out = new ByteOutput(8);
        PlainDecimals.write(out, value);
        return new String(out.toByteArray(), US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "-0.01",
                "7",
                "-7230.1234567890123456",
                "999999999999999999",
                "1000000000000000000",
                "-1000000000000000001",
                "1000000000000000000.5",
                "0.000000000000000000000000000000000001",
                "5192296858534827628530496329220095",
                "5192296858534827628530496329220096",
                "1E+3",
                "123456789012345678901234567890123456789012345678901234567890.5"
            })
    void isThePlainText(String number) {
        BigDecimal value = new BigDecimal(number);
        assertThat(written(value)).isEqualTo(value.toPlainString());
    }

    @Test
    void isThePlainTextOfAnyNumber() {
        Random random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            BigInteger digits = new BigInteger(random.nextInt(120), random);
            BigDecimal value = new BigDecimal(random.nextBoolean() ? digits.negate() : digits, random.nextInt(45) - 4);
            assertThat(written(value)).isEqualTo(value.toPlainString());
        }
    }

    /** The double of a number next to a whole upper half is that half's, too often. */
    @Test
    void isThePlainTextNextToWholeUpperHalves() {
        Random random = new Random(4712);
        BigInteger half = BigInteger.TEN.pow(18);
        for (int i = 0; i < 100_000; i++) {
            BigInteger near = half.multiply(BigInteger.valueOf(random.nextLong() >>> 12))
                    .add(BigInteger.valueOf(random.nextInt(5) - 2));
            BigDecimal value = new BigDecimal(near, 16);
            assertThat(written(value)).isEqualTo(value.toPlainString());
        }
    }
}
