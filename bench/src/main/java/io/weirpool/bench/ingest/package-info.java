/**
 * {@code bench ingest} and {@code bench soak}: posts at a given rate to the real server, whose process, like the broker's,
 * is counted from outside; beside it Kafka's own producer, and the same server without Kafka.
 */
@NullMarked
package io.weirpool.bench.ingest;

import org.jspecify.annotations.NullMarked;
