package io.weirpool.sql.plan;

/**
 * A hint that an input of a join is small enough for every task to keep it whole.
 *
 * @param input of the join, by number
 * @param hint the number under which the query's text has it
 */
public record SmallInput(int input, int hint) {}
