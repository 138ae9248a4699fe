package io.weirpool.common.error;

import static java.util.Objects.requireNonNull;

/** A failure a person can act on: {@link ErrorCode} says what to do, the detail says what was seen and where. */
public final class WeirpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public WeirpoolException(ErrorCode code, String detail) {
        super(requireNonNull(detail, "detail"));
        this.code = requireNonNull(code, "code");
    }

    public WeirpoolException(ErrorCode code, String detail, Throwable cause) {
        super(requireNonNull(detail, "detail"), cause);
        this.code = requireNonNull(code, "code");
    }

    public ErrorCode code() {
        return code;
    }
}
