package io.weirpool.common.model;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.regex.Pattern;

/**
 * Name of a pipeline, source or view; columns have a {@link ColumnName}. It becomes part of topic, table and index names, so it is checked once,
 * here.
 */
public record Name(String value) implements Comparable<Name> {
    /** PostgreSQL cuts identifiers at 63 in silence; 13 are kept for version and index suffixes. */
    public static final int LENGTH_MAX = 50;

    private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9_]*");

    public Name {
        if (!isValid(value)) {
            String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
            throw new WeirpoolException(ErrorCode.NAME_INVALID, "name \"" + shown + "\"");
        }
    }

    public static boolean isValid(String value) {
        return value.length() <= LENGTH_MAX && ALLOWED.matcher(value).matches();
    }

    @Override
    public int compareTo(Name other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
