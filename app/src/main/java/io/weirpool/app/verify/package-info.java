/**
 * {@code verify}: proves a table right while everything runs. The rows of the logs are decoded by code of this package and
 * put into temporary tables of one PostgreSQL session; PostgreSQL runs the view's own SQL over them; the result is compared
 * with the view's table. Nothing that computed the table takes part.
 *
 * <p>Uses the restated queries of {@code sql}, logs through {@code common.kafka}, and JDBC; must not use the row codecs of
 * {@code common}, {@code sql}'s plans, or the processor.
 */
@NullMarked
package io.weirpool.app.verify;

import org.jspecify.annotations.NullMarked;
