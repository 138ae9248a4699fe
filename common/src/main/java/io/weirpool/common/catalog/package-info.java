/**
 * Which sources and views are wanted, as written to the catalog topic that every role follows.
 *
 * <p>Uses {@code model} and Jackson; knows neither SQL's meaning nor Kafka clients.
 */
@NullMarked
package io.weirpool.common.catalog;

import org.jspecify.annotations.NullMarked;
