/**
 * An open load: a request has a time at which it is due, whether the answers before it have come or not, and its latency
 * counts from then. So a server that stalls is charged for everybody who would have come meanwhile (which is what corrects
 * the figures for coordinated omission). And how long it is from an answer until a reader of PostgreSQL sees its effect.
 *
 * <p>Knows neither what is posted nor who answers.
 */
@NullMarked
package io.weirpool.bench.load;

import org.jspecify.annotations.NullMarked;
