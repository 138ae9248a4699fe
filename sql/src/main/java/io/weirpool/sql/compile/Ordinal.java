package io.weirpool.sql.compile;

/** The ending of an ordinal number in English. */
final class Ordinal {
    private Ordinal() {}

    /** @param digits of the number; PostgreSQL has no ordinal of what ends in another character */
    static String of(String digits) {
        int length = digits.length();
        char last = length == 0 ? ' ' : digits.charAt(length - 1);
        if (last < '0' || last > '9') {
            throw Failures.invalid("\"%s\" is not a number".formatted(Failures.shown(digits)));
        }
        boolean teen = length > 1 && digits.charAt(length - 2) == '1';
        if (teen) {
            return "th";
        }
        return switch (last) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
    }
}
