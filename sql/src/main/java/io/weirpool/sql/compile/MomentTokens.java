package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text of a date or time into what PostgreSQL takes for dates, times, numbers, words and zones, in small letters.
 * A token's kind is decided by its first character and by the one that ends its first run of digits or letters.
 */
final class MomentTokens {
    enum Kind {
        /** {@code 1999-01-08}, {@code 8-jan-99}, or a zone with a name such as {@code europe/berlin}. */
        DATE,
        /** {@code 04:05:06.789}. */
        TIME,
        /** {@code 19990108}, {@code 1999.008}, {@code .5}. */
        NUMBER,
        /** {@code january}, {@code pm}, {@code z}; or such with a sign: {@code -infinity}. */
        WORD,
        /** {@code +05:30}. */
        ZONE
    }

    record Token(Kind kind, String text) {}

    /** PostgreSQL's bounds: parts, and characters with one more for each part. */
    private static final int PARTS_MAX = 25;

    private static final int CHARACTERS_MAX = 153;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private MomentTokens(String text) {
        this.text = text;
    }

    /** Empty when the text has a character that stands in no date, is too long, or has nothing in it. */
    static List<Token> of(String text) {
        MomentTokens tokens = new MomentTokens(text.toLowerCase(Locale.ROOT));
        return tokens.read() ? tokens.tokens : List.of();
    }

    private boolean read() {
        int characters = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c) || isPunctuation(c)) {
                at++;
                continue;
            }
            Token token = next(c);
            if (token == null) {
                return false;
            }
            tokens.add(token);
            characters += token.text().length() + 1;
            if (tokens.size() > PARTS_MAX || characters > CHARACTERS_MAX) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Token next(char c) {
        if (isDigit(c)) {
            return number();
        }
        if (c == '.') {
            int start = at++;
            digits("");
            return token(Kind.NUMBER, start);
        }
        if (isLetter(c)) {
            return word();
        }
        return c == '+' || c == '-' ? signed() : null;
    }

    private Token number() {
        int start = at;
        digits("");
        char c = here();
        if (c == ':') {
            digits(":.");
            return token(Kind.TIME, start);
        }
        if (c != '-' && c != '/' && c != '.') {
            return token(Kind.NUMBER, start);
        }
        at++;
        if (!isDigit(here())) {
            while (isDigit(here()) || isLetter(here()) || here() == c) {
                at++;
            }
            return token(Kind.DATE, start);
        }
        digits("");
        if (here() != c) {
            return token(c == '.' ? Kind.NUMBER : Kind.DATE, start);
        }
        digits(String.valueOf(c));
        return token(Kind.DATE, start);
    }

    private Token word() {
        int start = at;
        letters();
        char c = here();
        boolean known = MomentWords.find(text.substring(start, at)) != null;
        boolean date = c == '-' || c == '/' || c == '.' || ((c == '+' || isDigit(c)) && !known);
        if (!date) {
            return token(Kind.WORD, start);
        }
        while (isDigit(here()) || isLetter(here()) || (here() != 0 && "+-/_.:".indexOf(here()) >= 0)) {
            at++;
        }
        return token(Kind.DATE, start);
    }

    /** Blanks after the sign are left out. */
    private @Nullable Token signed() {
        char sign = text.charAt(at++);
        while (isBlank(here())) {
            at++;
        }
        int start = at;
        if (isDigit(here())) {
            digits(":.-");
            return new Token(Kind.ZONE, sign + text.substring(start, at));
        }
        letters();
        return start == at ? null : new Token(Kind.WORD, sign + text.substring(start, at));
    }

    private Token token(Kind kind, int start) {
        return new Token(kind, text.substring(start, at));
    }

    /** The next character; 0 at the end, as text never holds U+0000. */
    private char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void digits(String and) {
        while (isDigit(here()) || (here() != 0 && and.indexOf(here()) >= 0)) {
            at++;
        }
    }

    private void letters() {
        while (isLetter(here())) {
            at++;
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** What only separates; a sign or a point begins something. */
    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 127 && !isDigit(c) && !isLetter(c) && c != '+' && c != '-' && c != '.';
    }
}
