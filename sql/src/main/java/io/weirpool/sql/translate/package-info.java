/**
 * Statements to catalog sources and plans: declarations are checked, queries become {@code plan} trees with a derived
 * key.
 *
 * <p>Uses {@code validate}, {@code convert}, {@code rewrite} and {@code plan}; what a function computes is not its
 * business.
 */
@NullMarked
package io.weirpool.sql.translate;

import org.jspecify.annotations.NullMarked;
