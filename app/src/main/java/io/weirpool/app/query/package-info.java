/**
 * The read API: rows of views over HTTP, filtered, ordered, in pages.
 *
 * <p>Identifiers in statements come from the catalog only; what a request holds is bound, never spelled. Every page is
 * read in one snapshot, together with the position it shows.
 *
 * <p>Uses the routes of ingest, the catalog's records and JDBC; knows neither Kafka nor how views are computed.
 */
@NullMarked
package io.weirpool.app.query;

import org.jspecify.annotations.NullMarked;
