package io.weirpool.sql.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of a number, as to_char and to_number take it: {@code FM999,990.00S}. Read once; the same for every row.
 * Separators are those of the C locale: a point, a comma, and a blank for the currency.
 */
public final class NumberPicture implements AnyText {
    /** What a piece of the picture stands for. */
    enum Kind {
        NINE,
        ZERO,
        POINT,
        COMMA,
        CURRENCY,
        ORDINAL,
        MINUS,
        PLUS,
        SIGN,
        ROMAN,
        /** Describes the whole, and has no place of its own. */
        NOTHING,
        TEXT
    }

    /** Where the sign of {@code S} goes. */
    enum Anchor {
        NONE,
        BEFORE,
        BEHIND
    }

    record Part(Kind kind, String text) {}

    /** Longest first, so that the first that fits is the one meant. */
    private static final List<String> WORDS = List.of(
            "EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", ",", ".", "0", "9", "B", "D", "G", "L", "S", "V");

    private final String shown;
    final List<Part> parts = new ArrayList<>();
    int before;
    int after;
    int shifted;
    /** Counted from 1; 0 for none. */
    int zeroStart;

    int zeroEnd;
    int signAfterDigits;
    Anchor anchor = Anchor.NONE;
    boolean point;
    boolean zero;
    boolean fill;
    boolean bracket;
    boolean minus;
    boolean plus;
    boolean roman;
    boolean shift;
    boolean scientific;
    private boolean blank;

    private NumberPicture(String shown) {
        this.shown = Failures.shown(shown);
    }

    public static NumberPicture of(String text) {
        NumberPicture picture = new NumberPicture(text);
        int at = 0;
        while (at < text.length()) {
            at = picture.read(text, at);
        }
        if (picture.roman
                && picture.parts.stream()
                        .anyMatch(p -> p.kind != Kind.ROMAN && p.kind != Kind.TEXT && p.kind != Kind.NOTHING)) {
            throw Failures.unsupported("the format '%s': RN goes with FM only".formatted(picture.shown));
        }
        return picture;
    }

    private int read(String text, int at) {
        if (text.charAt(at) == '"') {
            return quoted(text, at + 1);
        }
        for (String word : WORDS) {
            // All in capitals, or all in small letters.
            if (text.startsWith(word, at) || text.startsWith(word.toLowerCase(Locale.ROOT), at)) {
                add(word, text.substring(at, at + word.length()));
                return at + word.length();
            }
        }
        int from = text.startsWith("\\\"", at) ? at + 1 : at;
        int end = text.offsetByCodePoints(from, 1);
        parts.add(new Part(Kind.TEXT, text.substring(from, end)));
        return end;
    }

    private int quoted(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            int end = text.offsetByCodePoints(at, 1);
            parts.add(new Part(Kind.TEXT, text.substring(at, end)));
            at = end;
        }
        return at + 1;
    }

    private void add(String word, String written) {
        if (scientific) {
            throw invalid("\"EEEE\" must be the last pattern used");
        }
        parts.add(new Part(kind(word), written));
        switch (word) {
            case "9" -> digit(false);
            case "0" -> digit(true);
            case "D", "." -> point();
            case "B" -> blank |= before == 0 && after == 0 && !zero;
            case "FM" -> fill = true;
            case "S" -> sign();
            case "MI", "PL", "SG" -> ownSign(word);
            case "PR" -> {
                refuse(
                        anchor != Anchor.NONE || plus || minus,
                        "cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
                bracket = true;
            }
            case "RN" -> roman = true;
            case "V" -> {
                refuse(point, "cannot use \"V\" and decimal point together");
                shift = true;
            }
            case "EEEE" -> {
                refuse(
                        blank || fill || anchor != Anchor.NONE || bracket || minus || plus || roman || shift,
                        "\"EEEE\" is incompatible with other formats");
                scientific = true;
            }
            default -> {}
        }
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "9" -> Kind.NINE;
            case "0" -> Kind.ZERO;
            case "D", "." -> Kind.POINT;
            case ",", "G" -> Kind.COMMA;
            case "L" -> Kind.CURRENCY;
            case "TH" -> Kind.ORDINAL;
            case "MI" -> Kind.MINUS;
            case "PL" -> Kind.PLUS;
            case "SG" -> Kind.SIGN;
            case "RN" -> Kind.ROMAN;
            default -> Kind.NOTHING;
        };
    }

    private void digit(boolean isZero) {
        refuse(bracket, "\"9\" must be ahead of \"PR\"");
        if (shift && !isZero) {
            shifted++;
            return;
        }
        if (isZero && !zero && !point) {
            zero = true;
            zeroStart = before + 1;
        }
        if (point) {
            after++;
        } else {
            before++;
        }
        if (isZero) {
            zeroEnd = before + after;
        }
    }

    private void point() {
        refuse(point, "multiple decimal points");
        refuse(shift, "cannot use \"V\" and decimal point together");
        point = true;
    }

    private void sign() {
        refuse(anchor != Anchor.NONE, "cannot use \"S\" twice");
        refuse(plus || minus || bracket, "cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
        anchor = point ? Anchor.BEHIND : Anchor.BEFORE;
        signAfterDigits = before;
    }

    private void ownSign(String word) {
        refuse(anchor != Anchor.NONE, "cannot use \"S\" and \"%s\" together".formatted(word));
        minus |= !word.equals("PL");
        plus |= !word.equals("MI");
    }

    private void refuse(boolean mistake, String why) {
        if (mistake) {
            throw invalid(why);
        }
    }

    private ExpressionFailure invalid(String why) {
        return Failures.invalid("the format '%s': %s".formatted(shown, why));
    }
}
