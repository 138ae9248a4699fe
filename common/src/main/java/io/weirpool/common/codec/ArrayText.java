package io.weirpool.common.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as PostgreSQL prints and reads them: {@code {1,NULL,"a b"}}. Their elements are text here; null is NULL.
 *
 * <p>Of what PostgreSQL reads, arrays of several dimensions and those that do not begin at 1 are not read.
 */
public final class ArrayText {
    private static final String SPECIAL = "\"\\{},";
    private static final String BLANKS = " \t\n\r\u000b\f";

    private final String text;
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    /** In quotes are elements that would be read as something else without. */
    public static String print(List<@Nullable String> elements) {
        StringBuilder out = new StringBuilder("{");
        for (String element : elements) {
            out.append(out.length() == 1 ? "" : ",");
            if (element == null) {
                out.append("NULL");
            } else if (needsQuotes(element)) {
                quote(element, out);
            } else {
                out.append(element);
            }
        }
        return out.append('}').toString();
    }

    private static boolean needsQuotes(String element) {
        return element.isEmpty()
                || isNull(element)
                || element.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0 || BLANKS.indexOf(c) >= 0);
    }

    private static boolean isNull(String element) {
        return element.toUpperCase(Locale.ROOT).equals("NULL");
    }

    private static void quote(String element, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        out.append('"');
    }

    /** The elements; empty when the text is no array of one dimension. */
    public static Optional<List<@Nullable String>> parse(String text) {
        return new ArrayText(text).read();
    }

    private Optional<List<@Nullable String>> read() {
        List<@Nullable String> elements = new ArrayList<>();
        if (next() != '{') {
            return Optional.empty();
        }
        at++;
        if (next() == '}') {
            at++;
            return atEnd(elements);
        }
        while (true) {
            if (!(next() == '"' ? quoted(elements) : plain(elements))) {
                return Optional.empty();
            }
            char end = next();
            at++;
            if (end == '}') {
                return atEnd(elements);
            }
            if (end != ',') {
                return Optional.empty();
            }
        }
    }

    /** The next character that is not blank, where the reader then stands; 0 at the end, as text never holds U+0000. */
    private char next() {
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Optional<List<@Nullable String>> atEnd(List<@Nullable String> elements) {
        return next() == 0 ? Optional.of(elements) : Optional.empty();
    }

    private boolean quoted(List<@Nullable String> elements) {
        StringBuilder element = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                elements.add(element.toString());
                return true;
            }
            if (c == '\\' && ++at == text.length()) {
                return false;
            }
            element.append(text.charAt(at));
        }
        return false;
    }

    /** Up to the next comma or brace; blanks at the end are not part of it unless a backslash stands before them. */
    private boolean plain(List<@Nullable String> elements) {
        StringBuilder element = new StringBuilder();
        int length = 0;
        boolean escaped = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ',' || c == '}') {
                element.setLength(length);
                boolean nothing = length == 0;
                elements.add(!escaped && isNull(element.toString()) ? null : element.toString());
                return !nothing;
            }
            boolean escapes = c == '\\';
            if (c == '{' || c == '"' || (escapes && ++at == text.length())) {
                return false;
            }
            escaped |= escapes;
            element.append(text.charAt(at++));
            length = escapes || BLANKS.indexOf(c) < 0 ? element.length() : length;
        }
        return false;
    }
}
