package io.weirpool.sql.compile;

import com.google.re2j.Matcher;
import io.weirpool.sql.regex.Regexp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes a match's place: text, {@code \&} for the match, {@code \1} for what its first group took. */
public final class RegexReplacement implements AnyText {
    private static final int WHOLE = 0;

    /** @param group none when the part is text */
    private record Part(@Nullable String text, int group) {}

    private final List<Part> parts;

    private RegexReplacement(List<Part> parts) {
        this.parts = parts;
    }

    /** A backslash before anything else is itself. */
    public static RegexReplacement of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            char next = c == '\\' && at + 1 < text.length() ? text.charAt(at + 1) : '\0';
            if (next == '&' || (next >= '1' && next <= '9')) {
                parts.add(new Part(literal.toString(), WHOLE));
                literal.setLength(0);
                parts.add(new Part(null, next == '&' ? WHOLE : next - '0'));
                at++;
            } else {
                literal.append(c);
                at += next == '\\' ? 1 : 0;
            }
        }
        parts.add(new Part(literal.toString(), WHOLE));
        return new RegexReplacement(parts);
    }

    /** With this match in place of groups. */
    private void append(Regexp.Matches match, int groups, StringBuilder out) {
        for (Part part : parts) {
            String text = part.text != null ? part.text : part.group > groups ? null : match.group(part.group);
            out.append(text == null ? "" : text);
        }
    }

    private String re2() {
        StringBuilder out = new StringBuilder();
        parts.forEach(part ->
                out.append(part.text != null ? Matcher.quoteReplacement(part.text) : part.group == WHOLE ? "$0" : ""));
        return out.toString();
    }

    /** @param nth of the matches, from 1; 0 for all */
    String fast(com.google.re2j.Pattern pattern, String text, int nth) {
        Matcher matcher = pattern.matcher(text);
        return nth == 0 ? matcher.replaceAll(re2()) : matcher.replaceFirst(re2());
    }

    /**
     * The text with this in place of matches.
     *
     * @param start the first character to look at, from 1
     * @param nth of the matches, from 1; 0 for all
     */
    String apply(Regexp regex, String text, int start, int nth) {
        Regexp.Matches matches = regex.in(text);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int from = start - 1;
        for (int found = 1; RegexText.find(matches, from); found++) {
            int begin = matches.start(0);
            int end = matches.end(0);
            from = end + (begin == end ? 1 : 0);
            if (nth > 0 && found != nth) {
                continue;
            }
            out.append(matches.between(copied, begin));
            append(matches, regex.groups(), out);
            copied = end;
            if (nth > 0) {
                break;
            }
        }
        return out.append(matches.between(copied, matches.length())).toString();
    }
}
