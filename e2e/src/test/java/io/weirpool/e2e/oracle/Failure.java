package io.weirpool.e2e.oracle;

/**
 * Something a view got wrong.
 *
 * @param view its name; empty when the whole run ended with an exception
 * @param point after how many commands
 * @param detail both answers, or the exception
 */
record Failure(String view, Sort sort, int point, String detail) {
    /** What kind of wrong; in order of gravity. */
    enum Sort {
        /** Other rows than PostgreSQL's. */
        ROWS,
        /** An exception where there is a limit or a refusal at best. */
        EXCEPTION,
        /** Open errors where PostgreSQL has an answer. */
        ERRORS,
        /** Other types than PostgreSQL's. */
        TYPES,
        /** Markers that never say that all is in. */
        BEHIND,
        /** Records written when nothing changed. */
        NOISE
    }

    boolean isLike(Failure other) {
        return view.equals(other.view) && sort == other.sort;
    }
}
