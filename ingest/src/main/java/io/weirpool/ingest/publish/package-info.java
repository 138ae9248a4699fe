/**
 * The acknowledged append: commands to Kafka, and the position they reached.
 *
 * <p>Uses Kafka's producer, {@code limit} and {@code common}; knows nothing of HTTP or of what commands mean.
 */
@NullMarked
package io.weirpool.ingest.publish;

import org.jspecify.annotations.NullMarked;
