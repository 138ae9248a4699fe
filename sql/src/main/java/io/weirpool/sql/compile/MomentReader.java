package io.weirpool.sql.compile;

import io.weirpool.sql.compile.MomentTokens.Token;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a date with or without a time and a zone, as PostgreSQL does where {@code DateStyle} is ISO, MDY and the zone UTC. */
final class MomentReader {
    /** What is expected next by a word before it. */
    private enum Label {
        NONE,
        JULIAN,
        TIME
    }

    private final MomentFields fields;
    private final String text;
    private Label label = Label.NONE;
    private boolean namedMonth;
    private boolean epoch;
    private int offset;
    private Zones.@Nullable Zone zone;

    private MomentReader(String type, String text) {
        this.fields = new MomentFields(type, text);
        this.text = text;
    }

    /** A day since 1970; a time and a zone are read over. */
    static int date(String text) {
        MomentReader reader = new MomentReader("date", text).read();
        return reader.epoch ? 0 : Calendar.checkedDay(reader.fields.epochDay());
    }

    /** Microseconds since 1970; a zone is read over. */
    static long timestamp(String text) {
        return new MomentReader("timestamp", text).read().local();
    }

    /** Microseconds since 1970 in UTC. */
    static long timestampWithZone(String text) {
        MomentReader reader = new MomentReader("timestamp with time zone", text).read();
        long local = reader.local();
        long east = reader.zone == null ? reader.offset * Calendar.MICROS_PER_SECOND : reader.zone.offsetOfLocal(local);
        return Calendar.checkedMicros(local - east);
    }

    private long local() {
        return epoch ? 0 : Calendar.micros(fields.epochDay(), fields.timeOfDay());
    }

    private MomentReader read() {
        List<Token> tokens = MomentTokens.of(text);
        for (Token token : tokens) {
            switch (token.kind()) {
                case DATE -> dateOrZone(token.text());
                case TIME -> time(token.text());
                case ZONE -> offset(fields.offset(token.text()));
                case NUMBER -> number(token.text());
                case WORD -> word(token.text());
            }
        }
        if (label != Label.NONE) {
            throw fields.malformed();
        }
        if (epoch) {
            return this;
        }
        fields.checkDate();
        fields.halfOfDay();
        if (!fields.knows(MomentFields.DATE)) {
            throw fields.malformed();
        }
        return this;
    }

    private void dateOrZone(String part) {
        if (label == Label.JULIAN) {
            julianWithZone(part);
        } else if (label == Label.NONE && !fields.knows(MomentFields.MONTH | MomentFields.DAY)) {
            fields.date(part);
        } else if (label == Label.TIME || MomentTokens.isDigit(part.charAt(0))) {
            timeWithZone(part);
        } else {
            zone(part);
        }
    }

    /** {@code J2451187-8} is midnight there. */
    private void julianWithZone(String part) {
        Digits digits = new Digits(part, 0);
        fields.julian(digits.next(fields));
        fields.add(MomentFields.TIME);
        offset(signedOffset(part.substring(digits.at())));
        label = Label.NONE;
    }

    /** {@code 040506-08}. */
    private void timeWithZone(String part) {
        label = Label.NONE;
        int sign = part.indexOf('-');
        if (fields.knows(MomentFields.TIME) || sign < 0) {
            throw fields.malformed();
        }
        int east = signedOffset(part.substring(sign));
        fields.run(part.substring(0, sign), false);
        offset(east);
    }

    private int signedOffset(String zone) {
        if (!zone.startsWith("-") && !zone.startsWith("+")) {
            throw fields.malformed();
        }
        return fields.offset(zone);
    }

    private void time(String time) {
        if (label == Label.JULIAN) {
            throw fields.malformed();
        }
        label = Label.NONE;
        fields.time(time);
        fields.checkTime();
    }

    private void number(String number) {
        Label before = label;
        label = Label.NONE;
        switch (before) {
            case JULIAN -> fields.julian(number);
            case TIME -> {
                fields.wholeNumber(number);
                fields.run(number, true);
            }
            default -> unlabelled(number);
        }
    }

    private void unlabelled(String number) {
        int point = number.indexOf('.');
        boolean dateBegun = (fields.known & MomentFields.DATE) != 0;
        boolean timeBegun = fields.knows(MomentFields.TIME);
        if (point >= 0 && !dateBegun) {
            fields.date(number);
        } else if (point > 2 || (number.length() >= 6 && point < 0 && (!dateBegun || !timeBegun))) {
            fields.run(number, false);
        } else {
            fields.number(number, namedMonth);
        }
    }

    private void word(String word) {
        ZoneOffset abbreviated = ZoneNames.abbreviation(word);
        if (abbreviated != null) {
            offset(abbreviated.getTotalSeconds());
            if (ZoneNames.isSummer(word)) {
                fields.add(MomentFields.SUMMER);
            }
            return;
        }
        MomentWords.Word known = MomentWords.find(word);
        if (known == null) {
            zone(word);
        } else {
            word(known);
        }
    }

    private void word(MomentWords.Word word) {
        switch (word.meaning()) {
            case MONTH -> {
                fields.month(word.value(), namedMonth);
                namedMonth = true;
            }
            case WEEKDAY -> fields.add(MomentFields.WEEKDAY);
            case HALF -> fields.half(word.value());
            case ERA -> fields.era(word.value());
            case FILLER -> {}
            case JULIAN -> label(Label.JULIAN);
            case TIME -> {
                if (!fields.knows(MomentFields.DATE)) {
                    throw fields.malformed();
                }
                label(Label.TIME);
            }
            case MIDNIGHT -> {
                fields.add(MomentFields.TIME | MomentFields.ZONE);
                offset = 0;
            }
            case EPOCH -> {
                fields.add(MomentFields.DATE | MomentFields.TIME | MomentFields.ZONE);
                epoch = true;
            }
            case INFINITY -> throw Failures.unsupported("infinite dates and timestamps: a column cannot hold them");
            case CLOCK ->
                throw Failures.unsupported("'now', 'today' and the like: a view's answer changes only with its rows");
            default -> throw fields.malformed();
        }
    }

    private void label(Label next) {
        if (label != Label.NONE) {
            throw fields.malformed();
        }
        label = next;
    }

    private void offset(int seconds) {
        fields.add(MomentFields.ZONE);
        offset = seconds;
    }

    private void zone(String name) {
        if (ZoneNames.rules(name).isEmpty()) {
            throw fields.malformed();
        }
        fields.add(MomentFields.ZONE);
        zone = Zones.Zone.of(name);
    }
}
