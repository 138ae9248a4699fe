package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;

/** An expression had no value for a row. Cheap: it has no stack trace, as bad data is not a defect. */
public final class ExpressionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** The detail says what was seen, values cut at 64 characters. */
    public ExpressionFailure(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
