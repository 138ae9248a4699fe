/**
 * Processes of a measurement: started, counted from outside through {@code /proc}, and stopped by what started them.
 * Linux only.
 *
 * <p>Knows neither SQL nor what is measured.
 */
@NullMarked
package io.weirpool.bench.process;

import org.jspecify.annotations.NullMarked;
