/**
 * What views cost before they run: operators, the state each keeps, where rows change tasks, and what views share.
 *
 * <p>Says what {@code task} and {@code operator} do, for people; nothing runs by it. Uses {@code task} and {@code sql}'s
 * plans.
 */
@NullMarked
package io.weirpool.processor.explain;

import org.jspecify.annotations.NullMarked;
