/**
 * Views restated so that PostgreSQL itself can run them over the rows of the sources: what proves a table right must not
 * be what computed it.
 *
 * <p>Uses the parser, and what a view says of late rows; knows nothing of plans, validation or expressions.
 */
@NullMarked
package io.weirpool.sql.restate;

import org.jspecify.annotations.NullMarked;
