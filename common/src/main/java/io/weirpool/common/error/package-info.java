/**
 * What can go wrong, as a person sees it: a stable code, what was seen, what to do next. {@code docs/errors.md} is
 * printed from {@link io.weirpool.common.error.ErrorCode}.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package io.weirpool.common.error;

import org.jspecify.annotations.NullMarked;
