/**
 * What is too large, too slow or too much, and why.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package io.weirpool.ingest.limit;

import org.jspecify.annotations.NullMarked;
