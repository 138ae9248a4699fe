/**
 * A flow as a Kafka Streams topology: logs in, view topics out, positions beside the rows. The only package that sees
 * Kafka Streams' processors.
 *
 * <p>All views of a flow share its tasks. The task of log partition p checks each command once, feeds every view, and
 * sends what must meet elsewhere over a hop; hops and the tasks after them are shared by all views with the same number
 * of partitions, so that twenty views cost little more than one.
 *
 * <p>Uses {@code operator}, {@code state}, {@code sql}'s plans and functions; knows neither Calcite nor databases.
 */
@NullMarked
package io.weirpool.processor.topology;

import org.jspecify.annotations.NullMarked;
