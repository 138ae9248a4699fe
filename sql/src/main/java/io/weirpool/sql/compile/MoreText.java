package io.weirpool.sql.compile;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of text that take it apart or put it in quotes. */
public final class MoreText {
    /** PostgreSQL's keywords that are not in its category "unreserved". */
    private static final Set<String> KEYWORDS = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both"
                            + " case cast char character check coalesce collate collation column concurrently constraint create"
                            + " cross current_catalog current_date current_role current_schema current_time current_timestamp"
                            + " current_user dec decimal default deferrable desc distinct do else end except exists extract false"
                            + " fetch float for foreign freeze from full grant greatest group grouping having ilike in initially"
                            + " inner inout int integer intersect interval into is isnull join json json_array json_arrayagg"
                            + " json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value"
                            + " lateral leading least left like limit localtime localtimestamp merge_action national natural nchar"
                            + " none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay"
                            + " placing position precision primary real references returning right row select session_user setof"
                            + " similar smallint some substring symmetric system_user table tablesample then time timestamp to"
                            + " trailing treat trim true union unique user using values varchar variadic verbose when where window"
                            + " with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot"
                            + " xmlserialize xmltable")
                    .split(" "));

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

    /** In double quotes, unless it is a name in small letters that is no keyword but an unreserved one. */
    @SqlFunction("quote_ident(VARCHAR) VARCHAR")
    public static String quoteIdentifier(String name) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*") && !KEYWORDS.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
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
