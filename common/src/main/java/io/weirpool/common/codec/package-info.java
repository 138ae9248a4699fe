/**
 * Formats, one per file: rows and keys as bytes, rows as JSON.
 *
 * <p>Uses {@code model}, {@code error} and Jackson's streaming parser; knows neither topics nor tables.
 */
@NullMarked
package io.weirpool.common.codec;

import org.jspecify.annotations.NullMarked;
