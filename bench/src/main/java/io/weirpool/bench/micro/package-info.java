/**
 * {@code bench jmh}: what single steps of a row cost in time and memory, measured by JMH. Its generated code is in a package
 * of its own, which is not ours.
 *
 * <p>Classes are public and not final because JMH extends them.
 */
@NullMarked
package io.weirpool.bench.micro;

import org.jspecify.annotations.NullMarked;
