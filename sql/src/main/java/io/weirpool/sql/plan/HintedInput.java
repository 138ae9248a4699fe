package io.weirpool.sql.plan;

/**
 * What a hint says of an input of a join.
 *
 * @param input of the join, by number
 */
public record HintedInput(int input, SizeHint hint) {}
