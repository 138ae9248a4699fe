/**
 * Connections all roles share: Kafka settings, topics created and checked, the catalog topic followed and appended to.
 *
 * <p>Uses {@code catalog}, {@code topic}, {@code config} and Kafka's clients; knows neither SQL nor databases.
 */
@NullMarked
package io.weirpool.common.kafka;

import org.jspecify.annotations.NullMarked;
