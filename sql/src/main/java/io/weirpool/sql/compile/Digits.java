package io.weirpool.sql.compile;

/** Whole numbers one after another in a text; where none stands, it is 0. */
final class Digits {
    private final String text;
    private int at;

    Digits(String text, int at) {
        this.text = text;
        this.at = at;
    }

    int at() {
        return at;
    }

    /** The next character; 0 at the end. */
    char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Past a separator. */
    Digits skip() {
        at++;
        return this;
    }

    /** @throws ExpressionFailure when it is no INTEGER */
    int next(MomentFields fields) {
        long value = 0;
        while (MomentTokens.isDigit(here())) {
            value = value * 10 + here() - '0';
            if (value > Integer.MAX_VALUE) {
                throw fields.outOfRange();
            }
            at++;
        }
        return (int) value;
    }
}
