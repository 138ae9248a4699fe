package io.weirpool.sql.compile;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text by the rules of Unicode: normal forms, and characters written by their numbers. */
public final class UnicodeText {
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:(\\\\)|u?([0-9a-fA-F]{4})|\\+([0-9a-fA-F]{6})|U([0-9a-fA-F]{8}))");

    private static final int HEX = 16;

    private UnicodeText() {}

    /** A normal form by its name. */
    public static final class Form {
        private final Normalizer.Form form;

        private Form(Normalizer.Form form) {
            this.form = form;
        }

        public static Form of(String name) {
            return switch (name) {
                case "nfc", "NFC" -> new Form(Normalizer.Form.NFC);
                case "nfd", "NFD" -> new Form(Normalizer.Form.NFD);
                case "nfkc", "NFKC" -> new Form(Normalizer.Form.NFKC);
                case "nfkd", "NFKD" -> new Form(Normalizer.Form.NFKD);
                default -> throw Failures.invalid("invalid normalization form: " + Failures.shown(name));
            };
        }
    }

    @SqlFunction("normalize(VARCHAR) VARCHAR")
    public static String normalize(String text) {
        return normalize(text, new Form(Normalizer.Form.NFC));
    }

    /** Characters that Java does not know yet have a form that it does not know. */
    @SqlFunction("normalize(VARCHAR, VARCHAR) VARCHAR")
    public static String normalize(String text, Form form) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.UNASSIGNED)) {
            throw Failures.unsupported("normalize of a character that Java does not know");
        }
        return Normalizer.normalize(text, form.form);
    }

    /** Characters written by their numbers, in four, six or eight digits behind a backslash. */
    @SqlFunction("unistr(VARCHAR) VARCHAR")
    public static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        Matcher escape = ESCAPE.matcher(text);
        int high = -1;
        for (int at = 0; at < text.length(); ) {
            boolean plain = text.charAt(at) != '\\';
            if (!plain && !escape.region(at, text.length()).lookingAt()) {
                throw Failures.invalid("invalid Unicode escape");
            }
            int character = plain ? text.codePointAt(at) : character(escape);
            at = plain ? at + Character.charCount(character) : escape.end();
            high = append(out, high, character, !plain && escape.group(1) == null);
        }
        if (high >= 0) {
            throw noPair();
        }
        return out.toString();
    }

    private static int character(Matcher escape) {
        if (escape.group(1) != null) {
            return '\\';
        }
        String digits = escape.group(2) != null ? escape.group(2) : escape.group(escape.group(3) != null ? 3 : 4);
        long number = Long.parseLong(digits, HEX);
        if (number < 1 || number > Character.MAX_CODE_POINT) {
            throw Failures.invalid("invalid Unicode code point: %X".formatted(number));
        }
        return (int) number;
    }

    /** Appends a character, or the pair it ends; the first half of a pair is what is left, -1 for none. */
    private static int append(StringBuilder out, int high, int character, boolean escaped) {
        boolean low = escaped && isHalf(character) && Character.isLowSurrogate((char) character);
        if ((high >= 0) != low) {
            throw noPair();
        }
        if (low) {
            out.appendCodePoint(Character.toCodePoint((char) high, (char) character));
            return -1;
        }
        if (escaped && isHalf(character)) {
            return character;
        }
        out.appendCodePoint(character);
        return -1;
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static ExpressionFailure noPair() {
        return Failures.invalid("invalid Unicode surrogate pair");
    }
}
