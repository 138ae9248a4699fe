/**
 * Roles in one process: which run, with what settings, in what order they start and stop.
 *
 * <p>Uses ingest, processor, sink and the packages that mount routes; does not know where Kafka and PostgreSQL come from.
 */
@NullMarked
package io.weirpool.app.run;

import org.jspecify.annotations.NullMarked;
