package io.weirpool.sql.compile;

import org.jspecify.annotations.Nullable;

/** Functions of text that take it apart or put it in quotes. */
public final class MoreText {
    private MoreText() {}

    @SqlFunction("overlay(VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static String overlay(String text, String part, int start) {
        return overlay(text, part, start, Text.length(part));
    }

    /** The part in place of {@code count} characters from {@code start} on. */
    @SqlFunction("overlay(VARCHAR, VARCHAR, INTEGER, INTEGER) VARCHAR")
    public static String overlay(String text, String part, int start, int count) {
        if (start <= 0) {
            throw Failures.invalid("negative substring length not allowed");
        }
        int end = Arithmetic.add(start, count);
        return Text.substring(text, 1, start - 1) + part + Text.substring(text, end);
    }

    /** With E before it where a backslash is inside, as that then counts in any setting. */
    @SqlFunction("quote_literal(VARCHAR) VARCHAR")
    public static String quoteLiteral(String text) {
        String escaped = text.replace("'", "''");
        return text.contains("\\") ? "E'" + escaped.replace("\\", "\\\\") + "'" : "'" + escaped + "'";
    }

    @SqlFunction(takesNulls = true, value = "quote_nullable(VARCHAR) VARCHAR")
    public static String quoteNullable(@Nullable String text) {
        return text == null ? "NULL" : quoteLiteral(text);
    }

    @SqlFunction(takesNulls = true, value = "format(VARCHAR) VARCHAR")
    public static @Nullable String format(@Nullable String format) {
        return format(format, new String[0]);
    }

    /** {@code %s}, {@code %I}, {@code %L} and {@code %%}, with places ({@code %2$s}) and widths ({@code %-10s}). */
    @SqlFunction(takesNulls = true, value = "format(VARCHAR, VARCHAR...) VARCHAR")
    public static @Nullable String format(@Nullable String format, @Nullable String... values) {
        return format == null ? null : new FormatText(format, values).toString();
    }
}
