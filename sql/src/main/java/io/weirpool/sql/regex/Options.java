package io.weirpool.sql.regex;

/**
 * How an expression is read.
 *
 * @param ignoreCase letters in either case
 * @param lines {@code ^} and {@code $} match at lines, too
 * @param withinLines {@code .} and {@code [^a]} match no line break
 * @param expanded blanks and comments say nothing
 * @param literal the text itself
 */
record Options(boolean ignoreCase, boolean lines, boolean withinLines, boolean expanded, boolean literal) {
    static final Options NONE = new Options(false, false, false, false, false);

    /** With these letters, the last of opposites counting. */
    Options with(String letters) {
        Options options = this;
        for (int i = 0; i < letters.length(); i++) {
            options = options.with(letters.charAt(i));
        }
        return options;
    }

    private Options with(char letter) {
        return switch (letter) {
            case 'i' -> new Options(true, lines, withinLines, expanded, literal);
            case 'c' -> new Options(false, lines, withinLines, expanded, literal);
            case 'n', 'm' -> new Options(ignoreCase, true, true, expanded, literal);
            case 's' -> new Options(ignoreCase, false, false, expanded, literal);
            case 'p' -> new Options(ignoreCase, false, true, expanded, literal);
            case 'w' -> new Options(ignoreCase, true, false, expanded, literal);
            case 'x' -> new Options(ignoreCase, lines, withinLines, true, literal);
            case 't' -> new Options(ignoreCase, lines, withinLines, false, literal);
            case 'q' -> new Options(ignoreCase, lines, withinLines, expanded, true);
            default -> throw new RegexException("the option '" + letter + "'");
        };
    }
}
