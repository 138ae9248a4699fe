package io.weirpool.sql.compile;

import io.weirpool.common.model.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;

/** AT TIME ZONE: a moment as the clocks of a place show it, and back. */
public final class Zones {
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
    public static final class Zone implements AnyText {
        /** Of these the years before and after are told differently by releases of the tz database. */
        private static final Set<String> DISPUTED = Set.of(
                "Africa/Casablanca",
                "Africa/El_Aaiun",
                "America/Edmonton",
                "America/Ensenada",
                "America/Santa_Isabel",
                "America/Tijuana",
                "America/Vancouver",
                "America/Yellowknife",
                "Asia/Tehran",
                "Canada/Mountain",
                "Canada/Pacific",
                "Iran",
                "Mexico/BajaNorte");

        private static final long AGREED_FROM = 315_532_800; // 1980
        private static final long AGREED_TO = 1_788_220_800; // September 2026

        private final ZoneRules rules;
        private final boolean disputed;

        private Zone(ZoneRules rules, boolean disputed) {
            this.rules = rules;
            this.disputed = disputed;
        }

        public static Zone of(String name) {
            ZoneRules rules = ZoneNames.rules(name)
                    .orElseThrow(
                            () -> Failures.unsupported("the time zone '%s'; use a name such as Europe/Berlin, or UTC"
                                    .formatted(Failures.shown(name))));
            return new Zone(rules, DISPUTED.stream().anyMatch(name::equalsIgnoreCase));
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
            long seconds = Math.floorDiv(micros, Calendar.MICROS_PER_SECOND);
            if (disputed && (seconds < AGREED_FROM || seconds > AGREED_TO)) {
                throw Failures.invalid("what clocks of this time zone show before 1980 and after 2026");
            }
            return Instant.ofEpochSecond(seconds, Math.floorMod(micros, Calendar.MICROS_PER_SECOND) * 1_000);
        }

        private static long micros(ZoneOffset offset) {
            return offset.getTotalSeconds() * Calendar.MICROS_PER_SECOND;
        }
    }
}
