/**
 * Tables of views in PostgreSQL: their shape, their rows, and beside them the positions they stand for, always in one
 * transaction.
 *
 * <p>Uses JDBC, {@code batch} and {@code common}; knows neither Kafka clients nor SQL's meaning.
 */
@NullMarked
package io.weirpool.sink.postgres;

import org.jspecify.annotations.NullMarked;
