/**
 * A flow without Kafka: the product's tasks, hops, markers and stores under a seeded scheduler that interleaves, commits,
 * aborts and restarts as it likes. Finds in seconds what a broker shows once a month.
 */
@NullMarked
package io.weirpool.e2e.simulation;

import org.jspecify.annotations.NullMarked;
