package io.weirpool.common.codec;

import io.weirpool.common.error.ErrorCode;

/** A value that is not of its type; caught where its place is known. Without a stack trace, as clients cause it. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Refused(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** A value of another type or out of its range. */
    static Refused row(String detail) {
        return new Refused(ErrorCode.ROW_INVALID, detail);
    }

    ErrorCode code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
