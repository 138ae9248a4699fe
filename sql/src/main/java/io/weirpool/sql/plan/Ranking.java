package io.weirpool.sql.plan;

/** How rows of a partition are numbered, from 1. */
public enum Ranking {
    /** One after another. */
    ROW_NUMBER,
    /** Peers share the number of the first; the next ones skip as many. */
    RANK,
    /** Peers share a number; the next ones have the next. */
    DENSE_RANK
}
