/**
 * What the demo's views must hold, computed from the input files by plain loops: the second opinion that {@code demo
 * --once} compares with.
 *
 * <p>Uses the JDK and Jackson's streaming parser; must not use any other class of Weirpool, or it would share its
 * mistakes.
 */
@NullMarked
package io.weirpool.app.demo.expected;

import org.jspecify.annotations.NullMarked;
