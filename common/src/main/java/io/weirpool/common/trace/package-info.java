/**
 * W3C trace context: which request a record and a log line belong to.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package io.weirpool.common.trace;

import org.jspecify.annotations.NullMarked;
