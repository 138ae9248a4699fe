/**
 * Values every module shares: types, rows, changes, positions, receipts. No I/O.
 *
 * <p>Uses the JDK only; knows neither formats nor Kafka nor SQL.
 */
@NullMarked
package io.weirpool.common.model;

import org.jspecify.annotations.NullMarked;
