package io.weirpool.sql.parse;

import io.weirpool.common.error.ErrorCode;

/**
 * A mistake in a definition, as a person sees it.
 *
 * @param path of the file
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 * @param excerpt the source line, cut around the place, and a line with a caret under it; empty when there is none
 * @param message what was seen, one sentence without a full stop
 * @param remedy what to do
 */
public record DefinitionError(
        ErrorCode code, String path, int line, int column, String excerpt, String message, String remedy) {

    /** {@code path:line:column: message}, the line, a caret under the place, and the mend. */
    @Override
    public String toString() {
        String place = "%s:%d:%d: %s".formatted(path, line, column, message);
        return (excerpt.isEmpty() ? place : place + "\n" + excerpt) + "\n  " + remedy;
    }
}
