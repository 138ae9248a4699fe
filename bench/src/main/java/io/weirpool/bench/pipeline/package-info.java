/**
 * Weirpool as a whole, as {@code run all} starts it, in a process of its own, with definitions applied and their views live.
 *
 * <p>Knows neither what is posted nor what is measured.
 */
@NullMarked
package io.weirpool.bench.pipeline;

import org.jspecify.annotations.NullMarked;
