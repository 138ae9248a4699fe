package io.weirpool.sql.compile;

import io.weirpool.sql.compile.NumberPicture.Anchor;
import io.weirpool.sql.compile.NumberPicture.Kind;
import io.weirpool.sql.compile.NumberPicture.Part;
import java.util.Locale;

/** One number being written as its picture says. The digits are rounded before, and meet the picture's places one by one. */
final class NumberWriter {
    /** Of a Roman number. */
    private static final int ROMAN_WIDTH = 15;
    /** Where the digits have ended. C's strings end there, too, and so does all that would follow. */
    private static final char END = '\0';

    private final NumberPicture picture;
    private final String digits;
    private final boolean negative;
    private final int before;
    private final int after;
    /** Places in front that the number does not fill. */
    private final int missing;

    private final int zeroStart;
    private final boolean bracket;
    private final Anchor anchor;
    /** The last digit after the point that is not left out, or -1 where all are written. */
    private final int lastKept;

    private final StringBuilder out = new StringBuilder();
    private int places;
    private boolean signWritten;
    private boolean inNumber;
    private int place;
    private int at;

    /**
     * @param digits without a sign; with a point where the picture has places after one
     * @param before places of the picture before the point
     * @param after digits after it
     */
    private NumberWriter(NumberPicture picture, String digits, boolean negative, int before, int after) {
        this.picture = picture;
        this.negative = negative;
        this.before = before;
        this.after = after;
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        this.missing = Math.max(0, before - whole);
        this.digits = whole > before ? "#".repeat(before) + "." + "#".repeat(after) : digits;
        this.zeroStart = Math.max(0, picture.zeroStart - 1);
        boolean ownSign = picture.plus || picture.minus;
        this.bracket = picture.bracket && (ownSign || negative || !picture.fill);
        boolean behind = picture.anchor == Anchor.BEFORE && !ownSign && before == picture.signAfterDigits;
        this.anchor = behind ? Anchor.BEHIND : picture.anchor;
        this.lastKept = lastKept();
    }

    /** @param digits as the constructor has them */
    static String write(NumberPicture picture, String digits, boolean negative, int before, int after) {
        return new NumberWriter(picture, digits, negative, before, after).written();
    }

    /** @param number of which 1 to 3999 can be written */
    static String roman(NumberPicture picture, long number) {
        String digits = number < 1 || number > 3_999 ? "#".repeat(ROMAN_WIDTH) : Roman.of((int) number);
        String shown = picture.fill ? digits : " ".repeat(ROMAN_WIDTH - digits.length()) + digits;
        StringBuilder out = new StringBuilder();
        for (Part part : picture.parts) {
            if (part.kind() == Kind.ROMAN) {
                boolean small = part.text().equals("rn");
                out.append(small ? shown.toLowerCase(Locale.ROOT) : shown);
            } else if (part.kind() == Kind.TEXT) {
                out.append(part.text());
            }
        }
        return out.toString();
    }

    private int lastKept() {
        int point = digits.indexOf('.');
        if (!picture.fill || !picture.point || point < 0) {
            return -1;
        }
        int kept = point;
        for (int i = point + 1; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                kept = i;
            }
        }
        if (picture.zeroEnd > missing) {
            kept = Math.max(kept, Math.min(digits.length() - 1, picture.zeroEnd - missing));
        }
        return kept;
    }

    private String written() {
        if (picture.plus || picture.minus) {
            signWritten = picture.minus;
        } else {
            signWritten = !negative && picture.fill && picture.anchor == Anchor.NONE;
        }
        places = after + before - 1 + (!signWritten && missing == 0 ? 1 : 0);
        picture.parts.forEach(this::part);
        int end = out.indexOf(String.valueOf(END));
        return end < 0 ? out.toString() : out.substring(0, end);
    }

    private void part(Part part) {
        switch (part.kind()) {
            case NINE, ZERO, POINT -> digit(part.kind() == Kind.ZERO);
            case COMMA -> padded(inNumber ? "," : "");
            case CURRENCY -> out.append(' ');
            case ORDINAL -> ordinal(part.text());
            case MINUS -> padded(negative ? "-" : "");
            case PLUS -> padded(negative ? "" : "+");
            case SIGN -> out.append(negative ? '-' : '+');
            case TEXT -> out.append(part.text());
            case ROMAN, NOTHING -> {}
        }
    }

    /** Nothing is a blank, but for FM. */
    private void padded(String text) {
        out.append(text.isEmpty() && !picture.fill ? " " : text);
    }

    private void ordinal(String written) {
        if (digits.charAt(0) == '#' || negative || picture.point) {
            return;
        }
        String ending = Ordinal.of(digits);
        out.append(written.equals("th") ? ending : ending.toUpperCase(Locale.ROOT));
    }

    private void digit(boolean zeroPlace) {
        inNumber = false;
        boolean begins = place >= missing || (picture.zero && zeroStart == place);
        if (!signWritten && begins && (!leadingZero() || onlyPointKept())) {
            sign();
        }
        if (place < missing && (zeroStart > place || !picture.zero)) {
            padded("");
        } else if (place < missing) {
            out.append('0');
            inNumber = true;
        } else {
            next(zeroPlace);
        }
        int end = places + (missing > 0 ? 1 : 0) + (picture.point ? 1 : 0);
        if (lastKept >= 0 && lastKept == at) {
            end = place;
        }
        if (place + 1 == end) {
            signBehind();
        }
        place++;
    }

    /** A zero before the point that the picture leaves blank. */
    private boolean leadingZero() {
        return !picture.zero && at == 0 && current() == '0' && after != 0;
    }

    private boolean onlyPointKept() {
        return lastKept >= 0 && digits.charAt(lastKept) == '.';
    }

    private char current() {
        return at < digits.length() ? digits.charAt(at) : END;
    }

    private void sign() {
        if (anchor != Anchor.NONE) {
            if (anchor == Anchor.BEFORE) {
                out.append(negative ? '-' : '+');
                signWritten = true;
            }
            return;
        }
        if (bracket) {
            out.append(negative ? '<' : ' ');
        } else if (negative) {
            out.append('-');
        } else {
            padded("");
        }
        signWritten = true;
    }

    private void signBehind() {
        if (signWritten && bracket) {
            out.append(negative ? '>' : ' ');
        } else if (anchor == Anchor.BEHIND) {
            out.append(negative ? '-' : '+');
        }
    }

    private void next(boolean zeroPlace) {
        char c = current();
        if (c == '.') {
            if (!onlyPointKept() || picture.fill) {
                out.append('.');
            }
        } else if (lastKept >= 0 && at > lastKept && !zeroPlace) {
            // left out
        } else if (leadingZero()) {
            if (!picture.fill) {
                out.append(' ');
            } else if (onlyPointKept()) {
                out.append('0');
            }
        } else {
            out.append(c);
            inNumber = true;
        }
        if (c != END) {
            at++;
        }
    }
}
