/**
 * Same answer, less work: rules from plan to plan, one per file.
 *
 * <p>Uses {@code plan} and {@code common.model}; knows no Calcite.
 */
@NullMarked
package io.weirpool.sql.rewrite;

import org.jspecify.annotations.NullMarked;
