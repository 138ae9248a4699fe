/**
 * {@code status}: how far every source, view and process is, and why something is behind. It is computed from what all
 * processes share, the catalog, Kafka and the database, so any process that serves HTTP can say it of all.
 *
 * <p>Uses the catalog's records, looks of {@code common.kafka} and {@code app.query}, and the routes of ingest; knows
 * neither JDBC nor how views are computed. Nothing here changes anything.
 */
@NullMarked
package io.weirpool.app.status;

import org.jspecify.annotations.NullMarked;
