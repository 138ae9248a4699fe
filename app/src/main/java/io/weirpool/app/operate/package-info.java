/**
 * What an operator does to a running pipeline: {@code apply} now. Each verb says what it will do, does it, and says what
 * it did.
 *
 * <p>Uses {@code sql} to compile, {@code common} for the catalog, and the routes of ingest; does not know the command
 * line.
 */
@NullMarked
package io.weirpool.app.operate;

import org.jspecify.annotations.NullMarked;
