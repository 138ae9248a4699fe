package io.weirpool.sql.plan;

/**
 * A pair of columns that must be equal; of the same kind, and of the same scale where the kind is keyed by it.
 *
 * @param left column of the left input, by index
 * @param right column of the right input
 * @param nullSafe whether NULL equals NULL (IS NOT DISTINCT FROM); otherwise a row with NULL here matches nothing
 */
public record JoinKey(int left, int right, boolean nullSafe) {}
