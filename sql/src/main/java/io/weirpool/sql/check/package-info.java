/**
 * CHECK conditions of sources, compiled: the same verdict at the door and in the processor.
 *
 * <p>Uses {@code translate} and {@code compile}; knows neither HTTP nor Kafka.
 */
@NullMarked
package io.weirpool.sql.check;

import org.jspecify.annotations.NullMarked;
