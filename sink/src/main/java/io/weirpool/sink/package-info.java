/**
 * From view topics to tables: follows the catalog, shares view partitions with other sinks, writes batches.
 *
 * <p>Uses {@code read}, {@code batch}, {@code postgres} and {@code common}; knows neither Calcite nor Kafka Streams.
 */
@NullMarked
package io.weirpool.sink;

import org.jspecify.annotations.NullMarked;
