/**
 * Calcite's types and row expressions to ours.
 *
 * <p>Uses Calcite, {@code plan} and {@code common.model}; knows nothing of statements and catalogs.
 */
@NullMarked
package io.weirpool.sql.convert;

import org.jspecify.annotations.NullMarked;
