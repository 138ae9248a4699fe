/**
 * What operators remember: ordered bytes, and a map in front of them that is written back once per commit.
 *
 * <p>Uses the JDK only; knows neither rows nor Kafka.
 */
@NullMarked
package io.weirpool.processor.state;

import org.jspecify.annotations.NullMarked;
