/**
 * {@code bench engine}: events that lie in Kafka, a view over them, until its last row can be read in PostgreSQL; ours and
 * Flink's in turn.
 *
 * <p>Uses {@code process} and {@code report}, and Weirpool as a process that is counted from outside.
 */
@NullMarked
package io.weirpool.bench.engine;

import org.jspecify.annotations.NullMarked;
