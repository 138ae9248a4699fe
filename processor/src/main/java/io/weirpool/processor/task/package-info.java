/**
 * What the tasks of a flow do: read a log or what came over hops, keep state, send changes and markers on. The tasks of log
 * partition p check each command once, feed every view, and send what must meet elsewhere over hops to the stages after
 * them; a view is a graph of stages, and stages of all views at the same level share tasks.
 *
 * <p>A task is driven from outside: records in, {@code flush()} before each commit, stores and an emitter given. So the
 * same code runs on Kafka Streams and, for tests, under a scheduler that kills and reorders.
 *
 * <p>Uses {@code operator}, {@code state}, {@code sql}'s plans and functions; knows neither Kafka Streams nor Calcite nor
 * databases.
 */
@NullMarked
package io.weirpool.processor.task;

import org.jspecify.annotations.NullMarked;
