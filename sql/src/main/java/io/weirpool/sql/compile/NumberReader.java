package io.weirpool.sql.compile;

import io.weirpool.sql.compile.NumberPicture.Anchor;
import io.weirpool.sql.compile.NumberPicture.Kind;
import io.weirpool.sql.compile.NumberPicture.Part;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A text being read as its picture says: each piece of the picture looks at what comes next in the text and takes it, or
 * passes over a character that it did not expect.
 */
final class NumberReader {
    private final NumberPicture picture;
    /** A byte each: PostgreSQL passes over bytes where it looks for digits. */
    private final String text;

    private final StringBuilder digits = new StringBuilder();
    private char sign = ' ';
    private int before;
    private int after;
    private boolean pointRead;
    private int at;

    private NumberReader(NumberPicture picture, String text) {
        this.picture = picture;
        this.text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static BigDecimal read(NumberPicture picture, String text) {
        if (picture.roman || picture.shift || picture.scientific) {
            throw Failures.unsupported("RN, V and EEEE in the format of to_number");
        }
        return new NumberReader(picture, text).number();
    }

    private BigDecimal number() {
        for (Part part : picture.parts) {
            if (atEnd()) {
                break;
            }
            part(part);
        }
        if (digits.length() > 0 && digits.charAt(digits.length() - 1) == '.') {
            digits.setLength(digits.length() - 1);
        }
        BigDecimal value = NumberText.decimal(sign + digits.toString());
        if (value.signum() != 0 && value.precision() - value.scale() > picture.before) {
            throw Failures.outOfRange("numeric");
        }
        return value;
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char next() {
        return text.charAt(at);
    }

    private void part(Part part) {
        switch (part.kind()) {
            case NINE, ZERO -> digit(true);
            case POINT -> digit(false);
            case COMMA -> comma();
            case CURRENCY -> skipOther(1);
            case ORDINAL -> ordinal();
            case MINUS, PLUS, SIGN -> sign(part.kind());
            case TEXT -> at += characterLength();
            case ROMAN, NOTHING -> {}
        }
    }

    private void comma() {
        if (!picture.fill && next() == ',') {
            at++;
        }
    }

    private void ordinal() {
        if (!picture.point) {
            skipOther(2);
        }
    }

    private void sign(Kind kind) {
        boolean minus = next() == '-' && kind != Kind.PLUS;
        boolean plus = next() == '+' && kind != Kind.MINUS;
        if (minus || plus) {
            sign = next();
            at++;
        } else {
            skipOther(1);
        }
    }

    /** Passes over characters that are no part of a number. */
    private void skipOther(int count) {
        for (int i = 0; i < count && !atEnd() && "0123456789.,+-".indexOf(next()) < 0; i++) {
            at += characterLength();
        }
    }

    /** Bytes of the character that begins here. */
    private int characterLength() {
        int first = next();
        return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    /** @param nine a place for a digit, not the point */
    private void digit(boolean nine) {
        read(nine);
        at++;
    }

    private void read(boolean nine) {
        if (next() == ' ') {
            at++;
        }
        if (atEnd()) {
            return;
        }
        if (sign == ' ' && nine && before + after == 0) {
            signInFront();
        }
        if (atEnd()) {
            return;
        }
        boolean taken = false;
        if (isDigit(at)) {
            if (pointRead && after == picture.after) {
                return;
            }
            digits.append(next());
            before += pointRead ? 0 : 1;
            after += pointRead ? 1 : 0;
            taken = true;
        } else if (picture.point && !pointRead && next() == '.') {
            digits.append('.');
            pointRead = true;
            taken = true;
        }
        if (sign == ' ' && before + after > 0) {
            signBehind(taken);
        }
    }

    private void signInFront() {
        boolean bracket = picture.anchor != Anchor.BEFORE && picture.bracket && next() == '<';
        if (next() == '-' || next() == '+' || bracket) {
            sign = next() == '+' ? '+' : '-';
            at++;
        }
    }

    private void signBehind(boolean taken) {
        if (picture.anchor != Anchor.NONE && taken) {
            boolean more = at + 1 < text.length() && !isDigit(at + 1);
            if (more && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+')) {
                sign = text.charAt(at + 1);
                at++;
            }
        } else if (!taken
                && picture.anchor == Anchor.NONE
                && (picture.plus || picture.minus)
                && (next() == '-' || next() == '+')) {
            sign = next();
        }
    }

    private boolean isDigit(int index) {
        char c = text.charAt(index);
        return c >= '0' && c <= '9';
    }
}
