/** {@code weirpool bench}: one verb for each measurement. */
@NullMarked
package io.weirpool.bench.cli;

import org.jspecify.annotations.NullMarked;
