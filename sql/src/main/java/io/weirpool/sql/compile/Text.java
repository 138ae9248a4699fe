package io.weirpool.sql.compile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of text: lengths and places count code points; case is that of {@code COLLATE "C"}, ASCII letters only. */
public final class Text {
    /** What PostgreSQL's 1 GB limit of a value leaves for text that a function makes; ours is a record's size. */
    private static final int LENGTH_MAX = 1 << 24;

    private Text() {}

    @SqlFunction("upper(VARCHAR) VARCHAR")
    public static String upper(String text) {
        int[] mapped = text.chars().map(c -> c >= 'a' && c <= 'z' ? c - 32 : c).toArray();
        return fromUnits(mapped);
    }

    @SqlFunction({"lower(VARCHAR) VARCHAR", "casefold(VARCHAR) VARCHAR"})
    public static String lower(String text) {
        int[] mapped = text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).toArray();
        return fromUnits(mapped);
    }

    private static String fromUnits(int[] units) {
        char[] chars = new char[units.length];
        for (int i = 0; i < units.length; i++) {
            chars[i] = (char) units[i];
        }
        return new String(chars);
    }

    @SqlFunction("initcap(VARCHAR) VARCHAR")
    public static String initcap(String text) {
        char[] chars = lower(text).toCharArray();
        boolean inWord = false;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            boolean letter = c >= 'a' && c <= 'z';
            if (letter && !inWord) {
                chars[i] = (char) (c - 32);
            }
            inWord = letter || (c >= '0' && c <= '9');
        }
        return new String(chars);
    }

    @SqlFunction({"length(VARCHAR) INTEGER", "length(CHAR) INTEGER"})
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @SqlFunction("octet_length(VARCHAR) INTEGER")
    public static int octetLength(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @SqlFunction("bit_length(VARCHAR) INTEGER")
    public static int bitLength(String text) {
        return 8 * octetLength(text);
    }

    @SqlFunction("substring(VARCHAR, INTEGER) VARCHAR")
    public static String substring(String text, int start) {
        return slice(text, start - 1L, Long.MAX_VALUE);
    }

    @SqlFunction("substring(VARCHAR, INTEGER, INTEGER) VARCHAR")
    public static String substring(String text, int start, int count) {
        if (count < 0) {
            throw Failures.invalid("negative substring length not allowed");
        }
        return slice(text, start - 1L, start - 1L + count);
    }

    @SqlFunction("left(VARCHAR, INTEGER) VARCHAR")
    public static String left(String text, int count) {
        return slice(text, 0, count >= 0 ? count : (long) length(text) + count);
    }

    @SqlFunction("right(VARCHAR, INTEGER) VARCHAR")
    public static String right(String text, int count) {
        if (count == Integer.MIN_VALUE) {
            return text; // as PostgreSQL, where its negation overflows to itself
        }
        return slice(text, count >= 0 ? (long) length(text) - count : -(long) count, Long.MAX_VALUE);
    }

    /** Code points from {@code start} to before {@code end}, 0-based, both anywhere. */
    private static String slice(String text, long start, long end) {
        int length = length(text);
        int from = (int) Math.min(Math.max(start, 0), length);
        int to = (int) Math.max(Math.min(end, length), from);
        int begin = text.offsetByCodePoints(0, from);
        return text.substring(begin, text.offsetByCodePoints(begin, to - from));
    }

    @SqlFunction("strpos(VARCHAR, VARCHAR) INTEGER")
    public static int strpos(String text, String part) {
        int found = text.indexOf(part);
        return found < 0 ? 0 : text.codePointCount(0, found) + 1;
    }

    @SqlFunction("btrim(VARCHAR) VARCHAR")
    public static String btrim(String text) {
        return btrim(text, " ");
    }

    @SqlFunction("btrim(VARCHAR, VARCHAR) VARCHAR")
    public static String btrim(String text, String characters) {
        return ltrim(rtrim(text, characters), characters);
    }

    @SqlFunction("ltrim(VARCHAR) VARCHAR")
    public static String ltrim(String text) {
        return ltrim(text, " ");
    }

    @SqlFunction("ltrim(VARCHAR, VARCHAR) VARCHAR")
    public static String ltrim(String text, String characters) {
        int start = 0;
        while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    @SqlFunction("rtrim(VARCHAR) VARCHAR")
    public static String rtrim(String text) {
        return rtrim(text, " ");
    }

    @SqlFunction("rtrim(VARCHAR, VARCHAR) VARCHAR")
    public static String rtrim(String text, String characters) {
        int end = text.length();
        while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    @SqlFunction("lpad(VARCHAR, INTEGER) VARCHAR")
    public static String lpad(String text, int length) {
        return lpad(text, length, " ");
    }

    @SqlFunction("lpad(VARCHAR, INTEGER, VARCHAR) VARCHAR")
    public static String lpad(String text, int length, String fill) {
        return padding(text, length, fill) + left(text, Math.max(length, 0));
    }

    @SqlFunction("rpad(VARCHAR, INTEGER) VARCHAR")
    public static String rpad(String text, int length) {
        return rpad(text, length, " ");
    }

    @SqlFunction("rpad(VARCHAR, INTEGER, VARCHAR) VARCHAR")
    public static String rpad(String text, int length, String fill) {
        return left(text, Math.max(length, 0)) + padding(text, length, fill);
    }

    private static String padding(String text, int length, String fill) {
        long missing = (long) length - length(text);
        if (missing <= 0 || fill.isEmpty()) {
            return "";
        }
        checkLength(length);
        return left(fill.repeat((int) missing / length(fill) + 1), (int) missing);
    }

    private static void checkLength(long length) {
        if (length > LENGTH_MAX) {
            throw Failures.invalid("requested length too large");
        }
    }

    @SqlFunction("repeat(VARCHAR, INTEGER) VARCHAR")
    public static String repeat(String text, int count) {
        checkLength((long) text.length() * count);
        return text.repeat(Math.max(count, 0));
    }

    @SqlFunction("replace(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String replace(String text, String from, String to) {
        if (from.isEmpty()) {
            return text;
        }
        String replaced = text.replace(from, to);
        checkLength(replaced.length());
        return replaced;
    }

    /** The first place of a character in {@code from} counts. */
    @SqlFunction("translate(VARCHAR, VARCHAR, VARCHAR) VARCHAR")
    public static String translate(String text, String from, String to) {
        int[] source = from.codePoints().toArray();
        int[] target = to.codePoints().toArray();
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < source.length; i++) {
            map.putIfAbsent(source[i], i < target.length ? target[i] : -1);
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().map(c -> map.getOrDefault(c, c)).filter(c -> c >= 0).forEach(out::appendCodePoint);
        return out.toString();
    }

    @SqlFunction("reverse(VARCHAR) VARCHAR")
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    @SqlFunction("||(VARCHAR, VARCHAR) VARCHAR")
    public static String concatenate(String a, String b) {
        return a.concat(b);
    }

    @SqlFunction(takesNulls = true, value = "concat(VARCHAR...) VARCHAR")
    public static String concat(@Nullable String... parts) {
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            if (part != null) {
                out.append(part);
            }
        }
        return out.toString();
    }

    /** A row as PostgreSQL prints it; NULL is nothing, and what could be taken for more than a field stands in quotes. */
    @SqlFunction(takesNulls = true, value = "{row}(VARCHAR...) VARCHAR")
    public static String row(@Nullable String... fields) {
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i];
            out.append(i == 0 ? "" : ",").append(field == null ? "" : quotedField(field));
        }
        return out.append(')').toString();
    }

    private static String quotedField(String field) {
        boolean quoted = field.isEmpty()
                || field.chars().anyMatch(c -> c == ' ' || (c >= '\t' && c <= '\r') || "(),\"\\".indexOf(c) >= 0);
        return quoted ? '"' + field.replace("\\", "\\\\").replace("\"", "\"\"") + '"' : field;
    }

    @SqlFunction(takesNulls = true, value = "concat_ws(VARCHAR, VARCHAR...) VARCHAR")
    public static @Nullable String concatWs(@Nullable String separator, @Nullable String... parts) {
        if (separator == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (String part : parts) {
            if (part != null) {
                out.append(first ? "" : separator).append(part);
                first = false;
            }
        }
        return out.toString();
    }

    /** Fields count from 1, or from -1 at the end. */
    @SqlFunction("split_part(VARCHAR, VARCHAR, INTEGER) VARCHAR")
    public static String splitPart(String text, String separator, int field) {
        if (field == 0) {
            throw Failures.invalid("field position must not be zero");
        }
        if (separator.isEmpty()) {
            return field == 1 || field == -1 ? text : "";
        }
        return field > 0 ? fromStart(text, separator, field) : fromEnd(text, separator, -(long) field);
    }

    private static String fromStart(String text, String separator, int field) {
        int start = 0;
        for (int i = 1; i < field; i++) {
            int next = text.indexOf(separator, start);
            if (next < 0) {
                return "";
            }
            start = next + separator.length();
        }
        int end = text.indexOf(separator, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    /** Separators are found from the start, which matters where they overlap. */
    private static String fromEnd(String text, String separator, long field) {
        int fields = 1;
        for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, i + separator.length())) {
            fields++;
        }
        return field > fields ? "" : fromStart(text, separator, (int) (fields - field + 1));
    }

    @SqlFunction({"starts_with(VARCHAR, VARCHAR) BOOLEAN", "^@(VARCHAR, VARCHAR) BOOLEAN"})
    public static boolean startsWith(String text, String prefix) {
        return text.startsWith(prefix);
    }

    @SqlFunction("ascii(VARCHAR) INTEGER")
    public static int ascii(String text) {
        return text.isEmpty() ? 0 : text.codePointAt(0);
    }

    @SqlFunction("chr(INTEGER) VARCHAR")
    public static String chr(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint <= 0 || codePoint > Character.MAX_CODE_POINT || surrogate) {
            throw Failures.invalid("no character has the code " + codePoint);
        }
        return Character.toString(codePoint);
    }

    @SqlFunction("like(VARCHAR, VARCHAR) BOOLEAN")
    public static boolean like(String text, LikePattern pattern) {
        return pattern.matches(text);
    }

    @SqlFunction("ilike(VARCHAR, VARCHAR) BOOLEAN")
    public static boolean ilike(String text, LikePattern.IgnoringCase pattern) {
        return pattern.matches(text);
    }
}
