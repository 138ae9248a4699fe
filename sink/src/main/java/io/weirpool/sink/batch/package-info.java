/**
 * What is waiting to be written: one net change per key, and the offsets it stands for.
 *
 * <p>Uses {@code common.model} and {@code common.topic}; knows neither Kafka clients nor databases, and does no I/O.
 */
@NullMarked
package io.weirpool.sink.batch;

import org.jspecify.annotations.NullMarked;
