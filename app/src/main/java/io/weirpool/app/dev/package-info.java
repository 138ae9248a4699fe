/**
 * One process with everything in it: a Kafka broker, PostgreSQL, and all roles, durable in a data directory.
 *
 * <p>Starts and stops things in the right order; holds no logic of its own about commands, views or tables.
 *
 * <p>Uses {@code embedded}, {@code run} and {@code operate}; does not know the command line.
 */
@NullMarked
package io.weirpool.app.dev;

import org.jspecify.annotations.NullMarked;
