package io.weirpool.sql.compile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words in dates and times that are no zones, in small letters. */
final class MomentWords {
    enum Meaning {
        MONTH,
        /** Which day it is follows from the date: it is read over. */
        WEEKDAY,
        /** 1 for the hours after noon. */
        HALF,
        /** 1 for years before Christ. */
        ERA,
        /** Says nothing: {@code at}, {@code on}. */
        FILLER,
        /** The next number counts days since 4713 BC. */
        JULIAN,
        /** The next is a time. */
        TIME,
        /** Midnight in UTC. */
        MIDNIGHT,
        EPOCH,
        INFINITY,
        /** A moment that a clock knows. */
        CLOCK,
        /** Words of intervals, and summer time beside its zone's name. */
        OTHER
    }

    record Word(Meaning meaning, int value) {}

    private static final String[] MONTHS = {
        "jan january",
        "feb february",
        "mar march",
        "apr april",
        "may",
        "jun june",
        "jul july",
        "aug august",
        "sep sept september",
        "oct october",
        "nov november",
        "dec december"
    };

    private static final Map<String, Word> WORDS = words();

    private MomentWords() {}

    /** Null when PostgreSQL has no such word. */
    static @Nullable Word find(String word) {
        return WORDS.get(word);
    }

    private static Map<String, Word> words() {
        Map<String, Word> words = new HashMap<>();
        for (int i = 0; i < MONTHS.length; i++) {
            put(words, Meaning.MONTH, i + 1, MONTHS[i]);
        }
        put(words, Meaning.WEEKDAY, 0, "sun sunday mon monday tue tues tuesday wed weds wednesday");
        put(words, Meaning.WEEKDAY, 0, "thu thur thurs thursday fri friday sat saturday");
        put(words, Meaning.HALF, 0, "am");
        put(words, Meaning.HALF, 1, "pm");
        put(words, Meaning.ERA, 0, "ad");
        put(words, Meaning.ERA, 1, "bc");
        put(words, Meaning.FILLER, 0, "at on");
        put(words, Meaning.JULIAN, 0, "j jd julian");
        put(words, Meaning.TIME, 0, "t");
        put(words, Meaning.MIDNIGHT, 0, "allballs");
        put(words, Meaning.EPOCH, 0, "epoch");
        put(words, Meaning.INFINITY, 0, "infinity -infinity +infinity");
        put(words, Meaning.CLOCK, 0, "now today tomorrow yesterday");
        put(words, Meaning.OTHER, 0, "d dow doy h isodow isoyear m mm s y dst");
        return words;
    }

    private static void put(Map<String, Word> words, Meaning meaning, int value, String list) {
        for (String word : list.split(" ")) {
            words.put(word, new Word(meaning, value));
        }
    }
}
