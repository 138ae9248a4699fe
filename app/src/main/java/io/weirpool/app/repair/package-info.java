/**
 * Dead letters as operators work on them: what is there, by cause; a command sent again; letters put aside.
 *
 * <p>A command is sent again as a new record of its log that names its old place. What it was is not changed: a log only
 * grows. Uses the letters' table through {@code app.query}, logs through {@code common.kafka}, the checks of {@code sql},
 * and the routes of ingest; does not know the command line.
 */
@NullMarked
package io.weirpool.app.repair;

import org.jspecify.annotations.NullMarked;
