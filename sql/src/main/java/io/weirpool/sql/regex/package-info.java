/**
 * PostgreSQL's advanced regular expressions, those that a linear-time engine cannot do: which of several ways a match and
 * its groups take, lazy quantifiers, back references, look-around, constraints and options.
 *
 * <p>The rules are those of Henry Spencer's library, as PostgreSQL documents them: the leftmost match; of those the longest
 * or the shortest, as its first quantifier prefers; within it each part from left to right takes what it prefers. Classes
 * and case are those of the C locale.
 *
 * <p>Knows nothing of SQL.
 */
@NullMarked
package io.weirpool.sql.regex;

import org.jspecify.annotations.NullMarked;
