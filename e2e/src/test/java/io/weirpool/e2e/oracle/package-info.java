/**
 * The oracle: generated sources, histories and queries, each view compared with PostgreSQL running the same query over the
 * rows so far.
 *
 * <p>{@code Generator}s make a {@link io.weirpool.e2e.oracle.Case}, {@link io.weirpool.e2e.oracle.Trial} runs it on simulated
 * tasks and asks {@link io.weirpool.e2e.oracle.Postgres}, {@link io.weirpool.e2e.oracle.Shrinker} makes what fails small.
 * Generators know SQL as PostgreSQL has it and nothing of the product.
 */
@NullMarked
package io.weirpool.e2e.oracle;

import org.jspecify.annotations.NullMarked;
