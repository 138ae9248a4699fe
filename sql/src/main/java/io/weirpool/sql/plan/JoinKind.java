package io.weirpool.sql.plan;

/** What becomes of rows without a match. Closed: RIGHT is LEFT with the sides exchanged, by the planner. */
public enum JoinKind {
    INNER,
    /** Left rows without a match stay, with NULLs for the right. */
    LEFT,
    /** Rows of both sides without a match stay. */
    FULL,
    /** Left rows with at least one match, once each. */
    SEMI,
    /** Left rows without a match. */
    ANTI
}
