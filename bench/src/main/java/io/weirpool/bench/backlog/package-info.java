/**
 * A log of made events, and processor and sink that work it off, watched from outside until every table holds what came
 * of it.
 *
 * <p>Uses {@code process}; knows neither the views nor what is measured.
 */
@NullMarked
package io.weirpool.bench.backlog;

import org.jspecify.annotations.NullMarked;
