/**
 * Requests in, status codes out: the HTTP server, its routes, and problem documents (RFC 9457) for everything that is
 * not as it should be.
 *
 * <p>{@link io.weirpool.ingest.http.Route} is how other modules put their own endpoints beside these. Bodies are read
 * whole and without holding a thread before a handler sees the request.
 *
 * <p>Uses Jetty, {@code limit}, {@code publish} and {@code common}; knows neither views nor databases. Jetty's types
 * stay inside this package.
 */
@NullMarked
package io.weirpool.ingest.http;

import org.jspecify.annotations.NullMarked;
