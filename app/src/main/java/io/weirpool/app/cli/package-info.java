/**
 * The {@code weirpool} command: one class per verb. Reads arguments, prints for people and scripts, sets exit codes.
 *
 * <p>Exit codes: 0 done, 1 failed (definitions that do not compile, a server that refuses), 2 wrong usage.
 *
 * <p>Uses picocli and the other packages of the module, which do not know this one.
 */
@NullMarked
package io.weirpool.app.cli;

import org.jspecify.annotations.NullMarked;
