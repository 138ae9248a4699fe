/**
 * Files to statements: splits, bounds and parses them, and keeps the place of everything for error messages.
 *
 * <p>Uses the generated parser; knows no names, types or functions.
 */
@NullMarked
package io.weirpool.sql.parse;

import org.jspecify.annotations.NullMarked;
