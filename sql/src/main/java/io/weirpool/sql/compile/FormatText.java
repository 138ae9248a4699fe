package io.weirpool.sql.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's format(). Identifiers ({@code %I}) and widths from operands ({@code %*s}) are refused. */
final class FormatText {
    private static final Pattern SPECIFIER = Pattern.compile("%(?:(\\d{1,4})\\$)?(-?)(\\d{0,7})(.?)", Pattern.DOTALL);

    private final String format;
    private final @Nullable String[] values;
    private int next;

    FormatText(String format, @Nullable String[] values) {
        this.format = format;
        this.values = values;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        Matcher specifier = SPECIFIER.matcher(format);
        int from = 0;
        while (specifier.find(from)) {
            out.append(format, from, specifier.start()).append(value(specifier));
            from = specifier.end();
        }
        return out.append(format.substring(from)).toString();
    }

    private String value(Matcher specifier) {
        String type = specifier.group(4);
        if (type.equals("%") && specifier.end() - specifier.start() == 2) {
            return "%";
        }
        if (type.isEmpty() || !"sIL".contains(type)) {
            throw Failures.invalid("unrecognized format() type specifier \"" + type + "\"");
        }
        String place = specifier.group(1);
        int index = place == null ? next : Integer.parseInt(place) - 1;
        if (index < 0 || index >= values.length) {
            throw Failures.invalid("too few arguments for format()");
        }
        next = index + 1;
        String text = values[index];
        return padded(shown(type, text), specifier.group(3), !specifier.group(2).isEmpty());
    }

    private static String shown(String type, @Nullable String text) {
        if (type.equals("L")) {
            return MoreText.quoteNullable(text);
        }
        if (text == null && type.equals("I")) {
            throw Failures.invalid("null values cannot be formatted as an SQL identifier");
        }
        String shown = text == null ? "" : text;
        return type.equals("I") ? Identifiers.quote(shown) : shown;
    }

    private static String padded(String text, String width, boolean left) {
        int missing = width.isEmpty() ? 0 : Math.max(0, Integer.parseInt(width) - Text.length(text));
        return left ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }
}
