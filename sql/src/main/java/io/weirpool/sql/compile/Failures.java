package io.weirpool.sql.compile;

import io.weirpool.common.error.ErrorCode;

/** The failures of functions, in PostgreSQL's words. */
final class Failures {
    /** No value is echoed beyond this; enough to recognise it. */
    private static final int SHOWN_MAX = 64;

    private Failures() {}

    static ExpressionFailure divisionByZero() {
        return new ExpressionFailure(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }

    static ExpressionFailure outOfRange(String type) {
        return new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, type + " out of range");
    }

    static ExpressionFailure floatOverflow() {
        return new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "value out of range: overflow");
    }

    static ExpressionFailure floatUnderflow() {
        return new ExpressionFailure(ErrorCode.NUMERIC_OVERFLOW, "value out of range: underflow");
    }

    static ExpressionFailure invalidText(String type, String text) {
        return new ExpressionFailure(
                ErrorCode.CAST_FAILED, "invalid input syntax for type %s: \"%s\"".formatted(type, shown(text)));
    }

    static ExpressionFailure textOutOfRange(String type, String text) {
        return new ExpressionFailure(
                ErrorCode.CAST_FAILED, "value \"%s\" is out of range for type %s".formatted(shown(text), type));
    }

    static ExpressionFailure invalid(String detail) {
        return new ExpressionFailure(ErrorCode.EXPRESSION_FAILED, detail);
    }

    static ExpressionFailure unsupported(String detail) {
        return new ExpressionFailure(ErrorCode.SQL_UNSUPPORTED, detail);
    }

    static ExpressionFailure noNumeric() {
        return unsupported("a NUMERIC that is NaN or infinite: a column cannot hold it, one of DOUBLE can");
    }

    static String shown(String text) {
        return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    }
}
