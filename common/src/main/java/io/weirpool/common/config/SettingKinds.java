package io.weirpool.common.config;

import io.weirpool.common.config.Setting.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a setting can mean. */
final class SettingKinds {
    static final Kind<String> TEXT = new Kind<>("text", SettingKinds::notBlank, t -> t);
    static final Kind<Optional<String>> OPTIONAL =
            new Kind<>("text", t -> t.isEmpty() ? Optional.empty() : Optional.of(t), t -> t.orElse(""));
    static final Kind<Integer> INTEGER =
            new Kind<>("integer", t -> (int) number(t, Integer.MIN_VALUE, Integer.MAX_VALUE), Object::toString);
    static final Kind<Long> LONG =
            new Kind<>("integer", t -> number(t, Long.MIN_VALUE, Long.MAX_VALUE), Object::toString);
    static final Kind<Boolean> BOOLEAN = new Kind<>("true or false", SettingKinds::bool, Object::toString);
    static final Kind<Duration> DURATION = new Kind<>("duration", SettingKinds::duration, SettingKinds::print);
    static final Kind<Long> BYTES = new Kind<>("bytes", SettingKinds::bytes, SettingKinds::printBytes);
    static final Kind<URI> LOCATION = new Kind<>("URI", SettingKinds::parseUri, URI::toString);
    static final Kind<Path> FILE = new Kind<>("path", SettingKinds::parsePath, Path::toString);

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]+)");
    private static final Map<String, Duration> TIME_UNITS = Map.ofEntries(
            Map.entry("us", Duration.ofNanos(1_000)),
            Map.entry("ms", Duration.ofMillis(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("seconds", Duration.ofSeconds(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("days", Duration.ofDays(1)));
    private static final Map<String, Long> SIZE_UNITS =
            new TreeMap<>(Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30));

    private SettingKinds() {}

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text is wanted");
        }
        return text;
    }

    private static long number(String text, long min, long max) {
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException("an integer is wanted, such as 5000");
    }

    private static boolean bool(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("true or false is wanted");
    }

    private static Duration duration(String text) {
        Matcher parts = QUANTITY.matcher(text);
        Duration unit = parts.matches() ? TIME_UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("a duration is wanted, such as 200 ms, 1 s, 5 min, 7 days");
        }
        try {
            return unit.multipliedBy(Long.parseLong(parts.group(1)));
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("a duration of that length cannot be held", tooLong);
        }
    }

    /** In the largest unit that needs no fraction. */
    private static String print(Duration duration) {
        long nanos = duration.getNano();
        long seconds = duration.getSeconds();
        if (nanos != 0) {
            return nanos % 1_000_000 == 0 ? duration.toMillis() + " ms" : duration.toNanos() / 1_000 + " us";
        }
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + " s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + " min";
        }
        return seconds % 86_400 != 0
                ? seconds / 3600 + " h"
                : seconds / 86_400 + (seconds == 86_400 ? " day" : " days");
    }

    private static long bytes(String text) {
        Matcher parts = QUANTITY.matcher(text);
        Long unit = parts.matches() ? SIZE_UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("a size is wanted, such as 512 B, 64 KiB, 16 MiB, 1 GiB");
        }
        try {
            return Math.multiplyExact(unit, Long.parseLong(parts.group(1)));
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("a size of that many bytes cannot be held", tooLarge);
        }
    }

    private static String printBytes(long bytes) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = SIZE_UNITS.getOrDefault(unit, 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + " " + unit;
            }
        }
        return bytes + " B";
    }

    private static URI parseUri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            // said below
        }
        throw new IllegalArgumentException("a URI with its scheme is wanted, such as http://127.0.0.1:8080");
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(notBlank(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path is wanted", e);
        }
    }
}
