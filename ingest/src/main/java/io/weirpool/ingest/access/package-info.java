/**
 * Who a bearer token belongs to, and what it allows: our own tokens, and those of an OpenID Connect provider.
 *
 * <p>Uses {@code common.access}, {@code common.kafka} and Nimbus JOSE+JWT; knows neither routes nor how answers look.
 */
@NullMarked
package io.weirpool.ingest.access;

import org.jspecify.annotations.NullMarked;
