/**
 * Incremental operators: changes in, changes out. The sum of the output is the query of the sum of the input (DBSP: Budiu
 * et al., VLDB 2023), in whatever order the changes come.
 *
 * <p>An operator keeps only the state its own rule needs, reads no clock and does no I/O, so the same changes in give the
 * same changes out. Uses {@code state}, {@code aggregate}, {@code sql.plan}, compiled functions and {@code common}; knows
 * neither Calcite nor Kafka.
 */
@NullMarked
package io.weirpool.processor.operator;

import org.jspecify.annotations.NullMarked;
