package io.weirpool.common.codec;

import io.weirpool.common.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a document, with its place.
 *
 * @param pointer JSON pointer to the field; empty for the document
 * @param line 1-based, 0 when unknown
 * @param column 1-based, 0 when unknown
 * @param code what kind
 * @param detail what was seen and what is wanted; values cut at 64 characters
 */
public record FieldError(
        String pointer,
        int line,
        int column,
        ErrorCode code,
        @Nullable String detail) {}
