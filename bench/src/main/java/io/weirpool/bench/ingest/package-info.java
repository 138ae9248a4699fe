/**
 * {@code bench ingest} and {@code bench soak}: posts at a given rate to the real server, whose process, like the broker's,
 * is counted from outside; beside it Kafka's own producer, and the same server without Kafka.
 *
 * <p>The load is open: a post has a time at which it is due, whether the answers before it have come or not, and its latency
 * counts from then. So a server that stalls is charged for everybody who would have come meanwhile.
 */
@NullMarked
package io.weirpool.bench.ingest;

import org.jspecify.annotations.NullMarked;
