package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Set;

/** AT TIME ZONE: a moment as the clocks of a place show it, and back. */
public final class Zones {
    /** Abbreviations stand for an offset, summer or winter. */
    private static final Map<String, Integer> HOURS = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("JST", 9));

    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

    private Zones() {}

    @SqlFunction("timezone(VARCHAR, TIMESTAMPTZ) TIMESTAMP")
    public static long local(Zone zone, long micros) {
        return Calendar.checkedMicros(micros + zone.offsetAt(micros));
    }

    @SqlFunction("timezone(VARCHAR, TIMESTAMP) TIMESTAMPTZ")
    public static long moment(Zone zone, long micros) {
        return Calendar.checkedMicros(micros - zone.offsetOfLocal(micros));
    }

    @SqlFunction("timezone(INTERVAL, TIMESTAMPTZ) TIMESTAMP")
    public static long local(Interval offset, long micros) {
        return Calendar.checkedMicros(micros + checked(offset));
    }

    @SqlFunction("timezone(INTERVAL, TIMESTAMP) TIMESTAMPTZ")
    public static long moment(Interval offset, long micros) {
        return Calendar.checkedMicros(micros - checked(offset));
    }

    private static long checked(Interval offset) {
        if (offset.months() != 0 || offset.days() != 0) {
            throw Failures.invalid("interval time zone \"%s\" must not include months or days".formatted(offset));
        }
        if (Math.abs(offset.micros()) > Interval.MICROS_PER_DAY) {
            throw Failures.invalid("interval time zone \"%s\" is longer than a day".formatted(offset));
        }
        return offset.micros() / Calendar.MICROS_PER_SECOND * Calendar.MICROS_PER_SECOND;
    }

    /** A place, by its name in the tz database, or an offset by its abbreviation. */
    public static final class Zone {
        /** Before, clocks showed the sun's time, and sources differ. */
        private static final long MICROS_MIN = 0;

        private final ZoneRules rules;

        private Zone(ZoneRules rules) {
            this.rules = rules;
        }

        public static Zone of(String name) {
            Integer hours = HOURS.get(name.toUpperCase(java.util.Locale.ROOT));
            if (hours != null) {
                return new Zone(ZoneOffset.ofHours(hours).getRules());
            }
            if (!name.contains("/") || !NAMES.contains(name)) {
                throw Failures.unsupported(
                        "the time zone '%s'; use a name such as Europe/Berlin, or UTC".formatted(Failures.shown(name)));
            }
            return new Zone(ZoneId.of(name).getRules());
        }

        long offsetAt(long micros) {
            return micros(rules.getOffset(instant(micros)));
        }

        /** Of an hour that clocks skip, the offset before; of one that they show twice, the offset after. */
        long offsetOfLocal(long micros) {
            LocalDateTime local = LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
            ZoneOffsetTransition change = rules.getTransition(local);
            if (change == null) {
                return micros(rules.getOffset(local));
            }
            return micros(change.isGap() ? change.getOffsetBefore() : change.getOffsetAfter());
        }

        private Instant instant(long micros) {
            if (micros < MICROS_MIN && !rules.isFixedOffset()) {
                throw Failures.invalid("AT TIME ZONE of a time before 1970");
            }
            return Instant.ofEpochSecond(
                    Math.floorDiv(micros, Calendar.MICROS_PER_SECOND),
                    Math.floorMod(micros, Calendar.MICROS_PER_SECOND) * 1_000);
        }

        private static long micros(ZoneOffset offset) {
            return offset.getTotalSeconds() * Calendar.MICROS_PER_SECOND;
        }
    }
}
