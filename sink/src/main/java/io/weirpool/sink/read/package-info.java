/**
 * The committed records of all view topics and of the dead letter topic, in the order of their partitions.
 *
 * <p>Uses Kafka's consumer, {@code batch} and {@code common}; knows no database.
 */
@NullMarked
package io.weirpool.sink.read;

import org.jspecify.annotations.NullMarked;
