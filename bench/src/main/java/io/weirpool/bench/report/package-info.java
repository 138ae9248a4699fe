/** Figures as people read them: a table on the terminal, JSON for programs, and the last ones in {@code RESULTS.md}. */
@NullMarked
package io.weirpool.bench.report;

import org.jspecify.annotations.NullMarked;
