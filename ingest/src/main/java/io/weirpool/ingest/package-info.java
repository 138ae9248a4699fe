/**
 * HTTP to checked commands to the log, acknowledged.
 *
 * <p>Uses {@code http} and {@code publish}; knows neither views nor databases nor Streams.
 */
@NullMarked
package io.weirpool.ingest;

import org.jspecify.annotations.NullMarked;
