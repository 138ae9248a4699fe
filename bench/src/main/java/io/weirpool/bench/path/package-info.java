/**
 * {@code bench path}: the same orders, and the same four tables kept up to date by them, once inside the request by a service
 * that is written well, once through Weirpool.
 *
 * <p>{@code Shop} has what both do; {@code SynchronousService} is the one side, {@code io.weirpool.bench.pipeline} the other.
 */
@NullMarked
package io.weirpool.bench.path;

import org.jspecify.annotations.NullMarked;
