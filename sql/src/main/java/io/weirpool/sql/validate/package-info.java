/**
 * Names, types and functions as PostgreSQL users expect them: a parsed query becomes a typed relational tree, or a
 * mistake with its place.
 *
 * <p>Uses {@code parse}, {@code convert} and Calcite; knows no plans.
 */
@NullMarked
package io.weirpool.sql.validate;

import org.jspecify.annotations.NullMarked;
