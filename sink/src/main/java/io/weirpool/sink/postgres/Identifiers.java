package io.weirpool.sink.postgres;

import java.nio.charset.StandardCharsets;

/** Every identifier in a statement goes through here. */
final class Identifiers {
    /** PostgreSQL cuts longer ones in silence. */
    private static final int BYTES_MAX = 63;

    private Identifiers() {}

    /** As SQL writes it: {@code "name"}. */
    static String quote(String identifier) {
        if (identifier.isEmpty()
                || identifier.indexOf('\0') >= 0
                || identifier.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new IllegalArgumentException("identifier of " + identifier.length() + " characters");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String qualified(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }
}
