package io.weirpool.sql.compile;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL takes for the name of a time zone, in any case: an abbreviation, a place, an offset as POSIX has it. */
final class ZoneNames {
    /** PostgreSQL's default abbreviations that mean the same everywhere: each an offset, summer or winter. */
    private static final Map<String, ZoneOffset> ABBREVIATIONS = abbreviations("UTC=0 GMT=0 Z=0 UT=0 UCT=0 ZULU=0 "
            + "EST=-5 EDT=-4 CST=-6 CDT=-5 MST=-7 MDT=-6 PST=-8 PDT=-7 AKST=-9 AKDT=-8 HST=-10 AST=-4 ADT=-3 "
            + "WET=0 CET=1 CEST=2 MET=1 MEST=2 MEZ=1 MESZ=2 EET=2 EEST=3 BST=1 EAT=3 SAST=2 WAT=1 "
            + "JST=9 HKT=8 PHT=8 AWST=8 AEST=10 AEDT=11 NZST=12 NZDT=13 NZT=12 IST=2 IDT=3 "
            + "NST=-3:30 NDT=-2:30 NPT=5:45 ACST=9:30 ACDT=10:30");

    /** Those of summer time. */
    private static final Set<String> SUMMER = Set.of(
            "EDT", "CDT", "MDT", "PDT", "AKDT", "ADT", "CEST", "MEST", "MESZ", "EEST", "BST", "AEDT", "NZDT", "IDT",
            "NDT", "ACDT");

    /** Names in small letters, and how they are written. */
    private static final Map<String, String> PLACES = places();

    /** Signs are those of POSIX: what is west of Greenwich is positive. A name before it says nothing. */
    private static final Pattern OFFSET =
            Pattern.compile("(?:[A-Za-z]+|<[A-Za-z0-9+-]{3,}>)?([+-]?)(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2}))?");

    private static final int HOURS_MAX = 15;

    private ZoneNames() {}

    private static Map<String, ZoneOffset> abbreviations(String list) {
        Map<String, ZoneOffset> offsets = new HashMap<>();
        for (String entry : list.split(" ")) {
            String[] parts = entry.split("[=:]");
            int sign = parts[1].startsWith("-") ? -1 : 1;
            int hours = Math.abs(Integer.parseInt(parts[1]));
            int minutes = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
            offsets.put(parts[0], ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60));
        }
        return offsets;
    }

    /** Short names are abbreviations first, and others in the tz database; SystemV's are none of PostgreSQL's. */
    private static Map<String, String> places() {
        Set<String> words = Set.of(
                "EST5EDT",
                "CST6CDT",
                "MST7MDT",
                "PST8PDT",
                "Cuba",
                "Egypt",
                "Eire",
                "GB",
                "GB-Eire",
                "Hongkong",
                "Iceland",
                "Iran",
                "Israel",
                "Jamaica",
                "Japan",
                "Kwajalein",
                "Libya",
                "Navajo",
                "NZ",
                "NZ-CHAT",
                "Poland",
                "Portugal",
                "PRC",
                "ROK",
                "Singapore",
                "Turkey",
                "UCT",
                "UTC",
                "Universal",
                "W-SU",
                "Zulu",
                "GMT",
                "Greenwich");
        Map<String, String> places = new HashMap<>();
        for (String name : ZoneId.getAvailableZoneIds()) {
            if (words.contains(name) || (name.contains("/") && !name.startsWith("SystemV"))) {
                places.put(name.toLowerCase(Locale.ROOT), name);
            }
        }
        return places;
    }

    /** What an abbreviation stands for; null when it is none. */
    static @Nullable ZoneOffset abbreviation(String word) {
        return ABBREVIATIONS.get(word.toUpperCase(Locale.ROOT));
    }

    /** Whether an abbreviation is one of summer time. */
    static boolean isSummer(String abbreviation) {
        return SUMMER.contains(abbreviation.toUpperCase(Locale.ROOT));
    }

    /** Empty when there is no such zone, or none that is here. */
    static Optional<ZoneRules> rules(String name) {
        ZoneOffset offset = abbreviation(name);
        if (offset != null) {
            return Optional.of(offset.getRules());
        }
        String place = PLACES.get(name.toLowerCase(Locale.ROOT));
        return place == null
                ? offset(name).map(ZoneOffset::getRules)
                : Optional.of(ZoneId.of(place).getRules());
    }

    private static Optional<ZoneOffset> offset(String name) {
        Matcher parts = OFFSET.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int hours = Integer.parseInt(parts.group(2));
        int minutes = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        int seconds = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        if (hours > HOURS_MAX || minutes > 59 || seconds > 59) {
            return Optional.empty();
        }
        int west = (hours * 60 + minutes) * 60 + seconds;
        return Optional.of(ZoneOffset.ofTotalSeconds(parts.group(1).equals("-") ? west : -west));
    }
}
