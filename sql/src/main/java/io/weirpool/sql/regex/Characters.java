package io.weirpool.sql.regex;

import java.util.function.IntPredicate;

/** A set of characters. Letters and classes are those of ASCII, as in the C locale. */
interface Characters {
    boolean has(int codePoint);

    static Characters of(IntPredicate test) {
        return test::test;
    }

    static boolean isWord(int c) {
        return isAlpha(c) || isDigit(c) || c == '_';
    }

    static boolean isAlpha(int c) {
        return isUpper(c) || isLower(c);
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isGraph(int c) {
        return c > ' ' && c < 127;
    }

    /** The letter in its other case; the character itself when it has none. */
    static int otherCase(int c) {
        return isUpper(c) ? c + 32 : isLower(c) ? c - 32 : c;
    }

    /** Letters in either case. */
    default Characters inAnyCase() {
        return of(c -> has(c) || has(otherCase(c)));
    }

    /** A class by its name, {@code alpha}. */
    static Characters named(String name) {
        return switch (name) {
            case "alpha" -> of(Characters::isAlpha);
            case "digit" -> of(Characters::isDigit);
            case "alnum" -> of(c -> isAlpha(c) || isDigit(c));
            case "upper" -> of(Characters::isUpper);
            case "lower" -> of(Characters::isLower);
            case "space" -> of(Characters::isSpace);
            case "blank" -> of(c -> c == ' ' || c == '\t');
            case "punct" -> of(c -> isGraph(c) && !isAlpha(c) && !isDigit(c));
            case "graph" -> of(Characters::isGraph);
            case "print" -> of(c -> c == ' ' || isGraph(c));
            case "cntrl" -> of(c -> c < ' ' || c == 127);
            case "xdigit" -> of(c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
            case "word" -> of(Characters::isWord);
            default -> throw new RegexException("the character class '" + name + "'");
        };
    }
}
