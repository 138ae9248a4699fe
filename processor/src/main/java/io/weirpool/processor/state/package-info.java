/**
 * What operators remember: ordered bytes, a map in front of them that is written back once per commit, and what is known of
 * keys without looking.
 *
 * <p>Uses the JDK and {@code Bytes} only; knows neither rows nor Kafka.
 */
@NullMarked
package io.weirpool.processor.state;

import org.jspecify.annotations.NullMarked;
