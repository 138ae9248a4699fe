package io.weirpool.sql.compile;

import io.weirpool.sql.compile.MomentTokens.Kind;
import io.weirpool.sql.compile.MomentTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a time of day as PostgreSQL does; a zone and, in few places, a date beside it are read over. */
final class TimeReader {
    private final MomentFields fields;
    private final List<Token> tokens;
    private MomentWords.@Nullable Meaning label;
    private boolean needsDate;

    private TimeReader(String text) {
        this.fields = new MomentFields("time", text);
        this.tokens = MomentTokens.of(text);
    }

    /** Microseconds since midnight, 24:00 being possible. */
    static long time(String text) {
        return new TimeReader(text).read();
    }

    private long read() {
        for (int i = 0; i < tokens.size(); i++) {
            String part = tokens.get(i).text();
            switch (tokens.get(i).kind()) {
                case DATE -> dateOrZone(part, i);
                case TIME -> {
                    if (label == MomentWords.Meaning.JULIAN) {
                        throw fields.malformed();
                    }
                    label = null;
                    fields.time(part);
                }
                case ZONE -> {
                    fields.offset(part);
                    fields.add(MomentFields.ZONE);
                }
                case NUMBER -> number(part, i);
                case WORD -> word(part);
            }
        }
        if (label != null) {
            throw fields.malformed();
        }
        fields.checkDate();
        fields.halfOfDay();
        fields.checkTime();
        if (!fields.knows(MomentFields.TIME) || (needsDate && !fields.knows(MomentFields.DATE))) {
            throw fields.malformed();
        }
        return fields.timeOfDay();
    }

    private boolean endsWithDate() {
        return tokens.size() >= 2 && tokens.get(tokens.size() - 1).kind() == Kind.DATE;
    }

    private void dateOrZone(String part, int place) {
        if (place == 0
                && (endsWithDate() || (tokens.size() >= 2 && tokens.get(1).kind() == Kind.TIME))) {
            fields.date(part);
        } else if (MomentTokens.isDigit(part.charAt(0))) {
            int sign = part.indexOf('-');
            if (fields.knows(MomentFields.TIME) || sign < 0) {
                throw fields.malformed();
            }
            fields.offset(part.substring(sign));
            fields.run(part.substring(0, sign), true);
            fields.add(MomentFields.ZONE);
        } else {
            zone(part);
        }
    }

    private void number(String number, int place) {
        boolean point = number.indexOf('.') >= 0;
        MomentWords.Meaning before = label;
        label = null;
        if (before == MomentWords.Meaning.JULIAN) {
            fields.julian(number);
        } else if (before != null) {
            fields.run(number, true);
        } else if (point && place == 0 && endsWithDate()) {
            fields.date(number);
        } else if (point && number.indexOf('.') <= 2) {
            throw fields.malformed();
        } else if (point || number.length() > 4) {
            fields.run(number, true);
        } else {
            fields.numberOfTime(number);
        }
    }

    private void word(String word) {
        if (ZoneNames.abbreviation(word) != null) {
            fields.add(MomentFields.ZONE);
            return;
        }
        MomentWords.Word known = MomentWords.find(word);
        if (known == null) {
            zone(word);
            return;
        }
        switch (known.meaning()) {
            case HALF -> fields.half(known.value());
            case ERA -> fields.era(known.value());
            case FILLER -> {}
            case TIME, JULIAN -> {
                if (label != null) {
                    throw fields.malformed();
                }
                label = known.meaning();
            }
            case MIDNIGHT -> fields.add(MomentFields.TIME | MomentFields.ZONE);
            case CLOCK -> throw Failures.unsupported("'now' and the like: a view's answer changes only with its rows");
            default -> throw fields.malformed();
        }
    }

    /** A zone whose offset changes says nothing of a time without a date. */
    private void zone(String name) {
        needsDate |= !ZoneNames.rules(name).orElseThrow(fields::malformed).isFixedOffset();
        fields.add(MomentFields.ZONE);
    }
}
