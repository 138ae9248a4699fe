package io.weirpool.processor.aggregate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.sql.compile.ExpressionFailure;
import java.math.BigInteger;

/** A whole number as BIGINT. */
final class Bigint {
    private Bigint() {}

    static Long of(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            throw new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "bigint out of range");
        }
        return value.longValue();
    }
}
