package io.weirpool.ingest.http;

/** Ends the handling of a request with a {@link Problem}; for those without places, WeirpoolException does as well. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false); // expected: no stack is wanted
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
