package io.weirpool.sql.compile;

import io.weirpool.common.model.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names as PostgreSQL reads them back: in double quotes where it would read them otherwise. */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL's keywords but for those that it does not reserve at all. */
    private static final Set<String> KEYWORDS = Set.of("""
        all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case
        cast char character check coalesce collate collation column concurrently constraint create cross
        current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
        decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
        freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
        interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query
        json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
        localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
        only or order out outer overlaps overlay placing position precision primary real references returning right
        row select session_user setof similar smallint some substring symmetric system_user table tablesample then
        time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where
        window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
        xmlserialize xmltable\
        """.split("\\s+"));

    /** A name in quotes, or one without, and perhaps a point; blanks beside them. */
    private static final Pattern PART = Pattern.compile(
            "[ \\t\\n\\r\\x0B\\f]*(?:\"((?:[^\"]|\"\")*)\"|([A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*))"
                    + "[ \\t\\n\\r\\x0B\\f]*(\\.)?");

    private Identifiers() {}

    @SqlFunction("quote_ident(VARCHAR) VARCHAR")
    public static String quote(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !KEYWORDS.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @SqlFunction("parse_ident(VARCHAR) VARCHAR[]")
    public static ArrayValue parse(String text) {
        return parse(text, true);
    }

    /**
     * The names between points.
     *
     * @param strict whether nothing may stand behind the last
     */
    @SqlFunction("parse_ident(VARCHAR, BOOLEAN) VARCHAR[]")
    public static ArrayValue parse(String text, boolean strict) {
        List<@Nullable Object> names = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        boolean further = true;
        while (further) {
            if (!part.region(at, text.length()).lookingAt() || "".equals(part.group(1))) {
                throw noIdentifier(text);
            }
            names.add(
                    part.group(1) == null ? lower(part.group(2)) : part.group(1).replace("\"\"", "\""));
            at = part.end();
            further = part.group(3) != null;
        }
        if (strict && at < text.length()) {
            throw noIdentifier(text);
        }
        return ArrayValue.of(names);
    }

    private static ExpressionFailure noIdentifier(String text) {
        return Failures.invalid("string is not a valid identifier: \"%s\"".formatted(Failures.shown(text)));
    }

    /** ASCII letters only. */
    private static String lower(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        name.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)));
        return lower.toString();
    }
}
