/**
 * Who may do what: scopes, and the tokens that carry them.
 *
 * <p>Uses {@code error} and Jackson; knows neither HTTP nor Kafka.
 */
@NullMarked
package io.weirpool.common.access;

import org.jspecify.annotations.NullMarked;
