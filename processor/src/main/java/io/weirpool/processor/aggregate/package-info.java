/**
 * Aggregate functions: what is remembered of the values of a group, so that values can come and go in any order, in parts
 * that are made in several tasks and put together in one.
 *
 * <p>Pure; state is bytes and entries of a store. Uses {@code state}, {@code sql.plan} and {@code common}; knows neither
 * operators nor Kafka.
 */
@NullMarked
package io.weirpool.processor.aggregate;

import org.jspecify.annotations.NullMarked;
