/**
 * What ingest, processor and sink look like to whoever starts them.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package io.weirpool.common.role;

import org.jspecify.annotations.NullMarked;
