/**
 * What views cost before they run: operators, the state each keeps, where rows change tasks, and what views share.
 *
 * <p>Says what {@code task}, {@code operator} and {@code aggregate} do, for people; nothing runs by it. Uses these and
 * {@code sql}'s plans.
 */
@NullMarked
package io.weirpool.processor.explain;

import org.jspecify.annotations.NullMarked;
