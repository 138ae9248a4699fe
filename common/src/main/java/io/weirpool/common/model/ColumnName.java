package io.weirpool.common.model;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Name of a column. It is quoted in SQL and a field's name in JSON, so that it may be written as PostgreSQL lets it be in
 * quotes, within bounds: {@code orderId}, {@code Full Name}. Two that differ in case are two.
 *
 * <p>What a column of type ROW is kept as has names with points, which nobody can write: see {@link DeclaredColumn}.
 */
public record ColumnName(String value) implements Comparable<ColumnName> {
    /** Single blanks, so that no two names look alike. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z][A-Za-z0-9_]*([ -][A-Za-z0-9_]+)*");

    public ColumnName {
        if (!isValid(value) && !isPath(value)) {
            String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
            throw new WeirpoolException(ErrorCode.COLUMN_NAME_INVALID, "column name \"" + shown + "\"");
        }
    }

    /** Whether a column can be declared with this name. */
    public static boolean isValid(String value) {
        return value.length() <= Name.LENGTH_MAX && ALLOWED.matcher(value).matches();
    }

    private static boolean isPath(String value) {
        String names = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        return value.indexOf('.') > 0 && Arrays.stream(names.split("\\.", -1)).allMatch(ColumnName::isValid);
    }

    @Override
    public int compareTo(ColumnName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
