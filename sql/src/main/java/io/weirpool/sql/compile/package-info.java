/**
 * Expressions to functions over rows: Java source of our own, compiled by Janino, with PostgreSQL's semantics.
 *
 * <p>Uses {@code plan} and {@code common}; knows no Calcite, so that what runs per row is ours.
 */
@NullMarked
package io.weirpool.sql.compile;

import org.jspecify.annotations.NullMarked;
