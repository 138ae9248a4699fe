/**
 * {@code bench many}: what views cost beside each other, at work and idle; by themselves, and in {@code dev}.
 *
 * <p>Uses {@code backlog}, {@code process} and {@code report}.
 */
@NullMarked
package io.weirpool.bench.many;

import org.jspecify.annotations.NullMarked;
