package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import java.util.List;

/** A body of which nothing is stored, with all its mistakes. Checked, since refusing is half of what a check does. */
public final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> listed;

    /**
     * @param detail what a person reads first
     * @param listed the first mistakes
     * @param found how many there are
     */
    Rejection(ErrorCode code, String detail, List<FieldError> listed, long found) {
        super(found > listed.size() ? detail + "; %,d more mistakes".formatted(found - listed.size()) : detail);
        this.code = code;
        this.listed = List.copyOf(listed);
    }

    public ErrorCode code() {
        return code;
    }

    /** What a person reads first; says how many mistakes are not listed. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> listed() {
        return listed;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this; // an answer, not a defect
    }
}
