/**
 * Flows: what the catalog asks for is started, watched and stopped, each as one Kafka Streams application.
 *
 * <p>Uses {@code topology}, {@code sql}'s compiler and {@code common}'s Kafka; knows no operator.
 */
@NullMarked
package io.weirpool.processor.flow;

import org.jspecify.annotations.NullMarked;
