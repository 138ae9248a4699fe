/**
 * A Kafka broker and a PostgreSQL server for {@code dev}, {@code demo} and tests: real ones, durable in a directory, on
 * loopback only.
 *
 * <p>Uses Kafka's server and zonky's PostgreSQL binaries; knows nothing of Weirpool.
 */
@NullMarked
package io.weirpool.embedded;

import org.jspecify.annotations.NullMarked;
