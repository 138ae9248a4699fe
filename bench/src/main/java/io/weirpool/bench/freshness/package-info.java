/**
 * {@code bench freshness}: how long it takes from the answer to a post until a reader of PostgreSQL sees its effect, in a view
 * that groups and in one that only filters, at given rates.
 */
@NullMarked
package io.weirpool.bench.freshness;

import org.jspecify.annotations.NullMarked;
