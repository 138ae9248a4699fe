/**
 * The parser, generated from Calcite's template and our additions in {@code src/main/codegen}, and the statements it
 * adds.
 *
 * <p>Uses Calcite; a node says what was written and where, and nothing about what it means.
 */
@NullMarked
package io.weirpool.sqlparser;

import org.jspecify.annotations.NullMarked;
