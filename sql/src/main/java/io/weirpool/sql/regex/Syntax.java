package io.weirpool.sql.regex;

import io.weirpool.sql.regex.Part.Preference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads an expression. */
final class Syntax {
    /** PostgreSQL's DUPMAX. */
    private static final int TIMES_MAX = 255;
    /** Deeper ones are not written by hand. */
    private static final int DEPTH_MAX = 100;

    private final int[] pattern;
    private final Options options;
    private final Map<Integer, Part.Group> closed = new HashMap<>();
    private int at;
    private int groups;
    private int depth;
    /** Within look-around groups are not remembered. */
    private boolean looking;

    private Syntax(int[] pattern, int at, Options options) {
        this.pattern = pattern;
        this.at = at;
        this.options = options;
    }

    /**
     * What was read.
     *
     * @param groups how many are numbered
     */
    record Read(Part part, int groups, boolean ignoreCase) {}

    static Read read(String text, Options given) {
        if (given.literal()) {
            return literal(text, given);
        }
        String rest = text;
        Options options = given;
        if (rest.startsWith("***=")) {
            return literal(rest.substring(4), given);
        }
        if (rest.startsWith("***:")) {
            rest = rest.substring(4);
        } else if (rest.startsWith("***")) {
            throw new RegexException("a director ***");
        }
        if (rest.matches("(?s)\\(\\?[a-z]+\\).*")) {
            int end = rest.indexOf(')');
            options = options.with(rest.substring(2, end));
            rest = rest.substring(end + 1);
            if (options.literal()) {
                return literal(rest, options);
            }
        }
        Syntax syntax = new Syntax(rest.codePoints().toArray(), 0, options);
        Part part = syntax.choice();
        if (!syntax.ends()) {
            throw new RegexException("a parenthesis that is closed and was not opened");
        }
        return new Read(part, syntax.groups, options.ignoreCase());
    }

    private static Read literal(String text, Options options) {
        Syntax syntax = new Syntax(new int[0], 0, options);
        List<Part> parts = text.codePoints().mapToObj(syntax::one).toList();
        return new Read(new Part.Row(parts), 0, options.ignoreCase());
    }

    private boolean ends() {
        return at >= pattern.length;
    }

    private int peek() {
        return ends() ? -1 : pattern[at];
    }

    private boolean starts(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= pattern.length || pattern[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(String text) {
        boolean there = starts(text);
        at += there ? text.length() : 0;
        return there;
    }

    private Part choice() {
        if (++depth > DEPTH_MAX) {
            throw new RegexException("more than " + DEPTH_MAX + " groups in each other");
        }
        List<Part> branches = new ArrayList<>();
        do {
            branches.add(branch());
        } while (take("|"));
        depth--;
        return branches.size() == 1 ? branches.get(0) : new Part.Choice(branches);
    }

    private Part branch() {
        List<Part> parts = new ArrayList<>();
        skip();
        while (!ends() && peek() != '|' && peek() != ')') {
            parts.add(quantified(atom()));
            skip();
        }
        return new Part.Row(parts);
    }

    /** Comments, and blanks where they say nothing. */
    private void skip() {
        boolean more = true;
        while (more) {
            more = false;
            if (starts("(?#")) {
                while (!ends() && peek() != ')') {
                    at++;
                }
                if (!take(")")) {
                    throw new RegexException("a comment that does not end");
                }
                more = true;
            } else if (options.expanded() && Characters.isSpace(peek())) {
                at++;
                more = true;
            } else if (options.expanded() && peek() == '#') {
                while (!ends() && peek() != '\n') {
                    at++;
                }
                more = true;
            }
        }
    }

    private Part quantified(Part atom) {
        skip();
        int least;
        int most;
        boolean own = true;
        if (take("*")) {
            least = 0;
            most = Part.Times.UNBOUNDED;
        } else if (take("+")) {
            least = 1;
            most = Part.Times.UNBOUNDED;
        } else if (take("?")) {
            least = 0;
            most = 1;
        } else if (peek() == '{' && at + 1 < pattern.length && Characters.isDigit(pattern[at + 1])) {
            at++;
            least = number();
            own = take(",");
            most = !own ? least : peek() == '}' ? Part.Times.UNBOUNDED : number();
            if (!take("}") || (most < least)) {
                throw new RegexException("a bound that is none");
            }
        } else {
            return atom;
        }
        if (atom instanceof Part.At || atom instanceof Part.Look) {
            throw new RegexException("a quantifier behind a constraint");
        }
        boolean lazy = take("?");
        Preference preference = !own ? Preference.NONE : lazy ? Preference.SHORTER : Preference.LONGER;
        skip();
        if ("*+?".indexOf(peek()) >= 0 && !ends()) {
            throw new RegexException("a quantifier behind another");
        }
        return new Part.Times(atom, least, most, preference);
    }

    private int number() {
        int value = 0;
        int digits = 0;
        while (Characters.isDigit(peek()) && digits < 4) {
            value = value * 10 + peek() - '0';
            digits++;
            at++;
        }
        if (digits == 0 || value > TIMES_MAX) {
            throw new RegexException("a bound that is none, or above " + TIMES_MAX);
        }
        return value;
    }

    private Part one(int codePoint) {
        Characters exactly = Characters.of(c -> c == codePoint);
        return new Part.One(options.ignoreCase() ? exactly.inAnyCase() : exactly);
    }

    private Part atom() {
        int c = pattern[at];
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '.' -> next(new Part.One(Characters.of(x -> !options.withinLines() || x != '\n')));
            case '^' -> next(new Part.At(options.lines() ? Part.Place.LINE_BEGIN : Part.Place.BEGIN));
            case '$' -> next(new Part.At(options.lines() ? Part.Place.LINE_END : Part.Place.END));
            case '*', '+', '?' -> throw nothingToRepeat();
            case '{' -> {
                if (at + 1 < pattern.length && Characters.isDigit(pattern[at + 1])) {
                    throw nothingToRepeat();
                }
                yield next(one('{'));
            }
            case '\\' -> escape();
            default -> next(one(c));
        };
    }

    private Part next(Part part) {
        at++;
        return part;
    }

    private Part bracket() {
        at++;
        if (take("[:<:]]")) {
            return new Part.At(Part.Place.WORD_BEGIN);
        }
        return take("[:>:]]")
                ? new Part.At(Part.Place.WORD_END)
                : new Part.One(new Bracket(pattern, at, options, this::moveTo).read());
    }

    private static RegexException nothingToRepeat() {
        return new RegexException("a quantifier without something to repeat");
    }

    private void moveTo(int place) {
        at = place;
    }

    private Part group() {
        at++;
        if (take("?:")) {
            return closed(new Part.Group(0, choice()));
        }
        if (take("?=")) {
            return look(true, true);
        }
        if (take("?!")) {
            return look(true, false);
        }
        if (take("?<=")) {
            return look(false, true);
        }
        if (take("?<!")) {
            return look(false, false);
        }
        if (peek() == '?') {
            throw new RegexException("a group that begins with (? and is none");
        }
        if (looking) {
            return closed(new Part.Group(0, choice()));
        }
        int number = ++groups;
        Part.Group group = closed(new Part.Group(number, choice()));
        closed.put(number, group);
        return group;
    }

    private <T> T closed(T part) {
        if (!take(")")) {
            throw new RegexException("a parenthesis that is not closed");
        }
        return part;
    }

    private Part look(boolean ahead, boolean wanted) {
        boolean before = looking;
        looking = true;
        Part part = closed(new Part.Look(choice(), ahead, wanted));
        looking = before;
        return part;
    }

    private Part escape() {
        at++;
        if (ends()) {
            throw new RegexException("a \\ at its end");
        }
        int c = pattern[at];
        if (c >= '1' && c <= '9') {
            return back();
        }
        at++;
        return switch (c) {
            case 'A' -> new Part.At(Part.Place.BEGIN);
            case 'Z' -> new Part.At(Part.Place.END);
            case 'm' -> new Part.At(Part.Place.WORD_BEGIN);
            case 'M' -> new Part.At(Part.Place.WORD_END);
            case 'y' -> new Part.At(Part.Place.WORD_EDGE);
            case 'Y' -> new Part.At(Part.Place.NO_WORD_EDGE);
            default -> {
                Characters set = Bracket.classOf(c);
                yield set != null ? new Part.One(set) : one(character(c));
            }
        };
    }

    private int character(int c) {
        int[] end = {at};
        int character = Bracket.character(pattern, c, end);
        at = end[0];
        return character;
    }

    /** More digits count while there are that many groups; what then is no number of a group is refused. */
    private Part back() {
        int number = pattern[at++] - '0';
        while (Characters.isDigit(peek()) && number * 10 + peek() - '0' <= groups) {
            number = number * 10 + pattern[at++] - '0';
        }
        Part.Group group = closed.get(number);
        if (group == null || looking || Characters.isDigit(peek())) {
            throw new RegexException("a back reference to no group before it");
        }
        if (hasPlace(group)) {
            throw new RegexException("a back reference to a group with a constraint");
        }
        return new Part.Back(group);
    }

    private static boolean hasPlace(Part part) {
        if (part instanceof Part.Row row) {
            return row.parts().stream().anyMatch(Syntax::hasPlace);
        }
        if (part instanceof Part.Choice choice) {
            return choice.branches().stream().anyMatch(Syntax::hasPlace);
        }
        return part instanceof Part.Times times
                ? hasPlace(times.part())
                : part instanceof Part.Group group
                        ? hasPlace(group.part())
                        : part instanceof Part.At || part instanceof Part.Look;
    }
}
