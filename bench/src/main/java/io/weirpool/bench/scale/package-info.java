/**
 * {@code bench scale}: what processes, partitions, keys and backlog change in the cost of a GROUP BY.
 *
 * <p>Uses {@code backlog}, {@code process} and {@code report}.
 */
@NullMarked
package io.weirpool.bench.scale;

import org.jspecify.annotations.NullMarked;
