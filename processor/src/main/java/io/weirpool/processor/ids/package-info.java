/**
 * Which ids a partition of a log has had, so that a command that is sent again has no second effect.
 *
 * <p>Uses {@code state} and {@code common}; knows neither Kafka nor what commands mean.
 */
@NullMarked
package io.weirpool.processor.ids;

import org.jspecify.annotations.NullMarked;
