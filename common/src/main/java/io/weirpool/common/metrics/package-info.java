/**
 * Names of the metrics that Weirpool exports, in one place; alerts and dashboards are checked against it.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package io.weirpool.common.metrics;

import org.jspecify.annotations.NullMarked;
