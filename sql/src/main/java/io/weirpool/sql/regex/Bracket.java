package io.weirpool.sql.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What stands between brackets, and characters that are escaped. */
final class Bracket {
    private final int[] pattern;
    private final Options options;
    private final IntConsumer end;
    private int at;

    /** @param end is told the place behind the bracket */
    Bracket(int[] pattern, int at, Options options, IntConsumer end) {
        this.pattern = pattern;
        this.at = at;
        this.options = options;
        this.end = end;
    }

    Characters read() {
        boolean negated = peek() == '^';
        at += negated ? 1 : 0;
        List<Characters> members = new ArrayList<>();
        boolean first = true;
        while (first || peek() != ']') {
            members.add(member(first));
            first = false;
        }
        end.accept(at + 1);
        Characters all = Characters.of(c -> members.stream().anyMatch(member -> member.has(c)));
        Characters cased = options.ignoreCase() ? all.inAnyCase() : all;
        return negated ? Characters.of(c -> !cased.has(c) && !(options.withinLines() && c == '\n')) : cased;
    }

    private int peek() {
        if (at >= pattern.length) {
            throw new RegexException("a bracket that does not end");
        }
        return pattern[at];
    }

    private boolean next(int c) {
        return at + 1 < pattern.length && pattern[at + 1] == c;
    }

    private Characters member(boolean first) {
        int c = peek();
        if (c == '[' && next(':')) {
            Characters set = Characters.named(name(':'));
            refuseRange();
            return set;
        }
        if (c == '\\' && at + 1 < pattern.length && classOf(pattern[at + 1]) != null) {
            int letter = pattern[at + 1];
            if (Character.isUpperCase(letter)) {
                throw new RegexException("\\" + Character.toString(letter) + " in a bracket");
            }
            at += 2;
            refuseRange();
            return java.util.Objects.requireNonNull(classOf(letter));
        }
        if (c == '-' && !first && !next(']')) {
            throw new RegexException("'-' inside a bracket that is neither first, last nor a range");
        }
        int from = single();
        if (peek() != '-' || next(']')) {
            return Characters.of(x -> x == from);
        }
        at++;
        if (peek() == '[' && (next(':') || next('='))) {
            throw new RegexException("a range that ends with a class");
        }
        int to = single();
        if (from > to) {
            throw new RegexException("a range that ends before it begins");
        }
        return Characters.of(x -> x >= from && x <= to);
    }

    private void refuseRange() {
        if (peek() == '-' && !next(']')) {
            throw new RegexException("a range that begins with a class");
        }
    }

    private int single() {
        int c = peek();
        if (c == '[' && (next('.') || next('='))) {
            String name = name(pattern[at + 1]);
            if (name.codePointCount(0, name.length()) != 1) {
                throw new RegexException("the collating element '" + name + "'");
            }
            return name.codePointAt(0);
        }
        at++;
        if (c != '\\') {
            return c;
        }
        int letter = peek();
        at++;
        if (classOf(letter) != null) {
            throw new RegexException("a range that ends with a class");
        }
        int[] behind = {at};
        int character = character(pattern, letter, behind);
        at = behind[0];
        return character;
    }

    /** Of {@code [:name:]}. */
    private String name(int mark) {
        at += 2;
        StringBuilder name = new StringBuilder();
        while (!(peek() == mark && next(']'))) {
            name.appendCodePoint(pattern[at++]);
        }
        at += 2;
        return name.toString();
    }

    /** Null when the letter stands for none. */
    static @Nullable Characters classOf(int letter) {
        return switch (letter) {
            case 'd' -> Characters.of(Characters::isDigit);
            case 's' -> Characters.of(Characters::isSpace);
            case 'w' -> Characters.of(Characters::isWord);
            case 'D' -> Characters.of(c -> !Characters.isDigit(c));
            case 'S' -> Characters.of(c -> !Characters.isSpace(c));
            case 'W' -> Characters.of(c -> !Characters.isWord(c));
            default -> null;
        };
    }

    /**
     * The character that a backslash and this one stand for.
     *
     * @param at place behind it, moved on when more belongs to it
     */
    static int character(int[] pattern, int c, int[] at) {
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'B' -> '\\';
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'u' -> hexadecimal(pattern, at, 4);
            case 'U' -> hexadecimal(pattern, at, 8);
            default -> {
                if (c < 128 && Character.isLetterOrDigit(c)) {
                    throw new RegexException("the escape '\\" + Character.toString(c) + "'");
                }
                yield c;
            }
        };
    }

    private static int hexadecimal(int[] pattern, int[] at, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at[0] < pattern.length ? Character.digit(pattern[at[0]], 16) : -1;
            if (digit < 0) {
                throw new RegexException("a code of a character with too few digits");
            }
            value = value * 16 + digit;
            at[0]++;
        }
        if (value == 0 || value > Character.MAX_CODE_POINT) {
            throw new RegexException("a code of no character");
        }
        return (int) value;
    }
}
