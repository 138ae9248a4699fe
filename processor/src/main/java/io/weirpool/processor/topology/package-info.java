/**
 * A flow as a Kafka Streams topology: logs in, view topics out, positions beside the rows. The only package that sees
 * Kafka Streams' processors.
 *
 * <p>Uses {@code task}, which does the work, and {@code state}; knows neither plans, Calcite nor databases.
 */
@NullMarked
package io.weirpool.processor.topology;

import org.jspecify.annotations.NullMarked;
