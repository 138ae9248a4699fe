package io.weirpool.app.operate;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How views are built anew.
 *
 * @param keep how long what they replace is kept up to date after the swap, so that a rollback is at once
 * @param recordsPerSecondMax of the logs, until they have caught up; 0 for no limit
 */
public record BuildOptions(Duration keep, int recordsPerSecondMax) {
    /** An hour shows most mistakes, and costs each command twice meanwhile. */
    public static final BuildOptions STANDARD = new BuildOptions(Duration.ofHours(1), 0);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(s|min|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s",
            Duration.ofSeconds(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    /**
     * Reads what people write.
     *
     * @param keep such as {@code 1h} or {@code 30 min}; null for the standard
     * @param throttle records a second; null for no limit
     * @throws WeirpoolException {@code QUERY_INVALID}
     */
    public static BuildOptions parse(@Nullable String keep, @Nullable String throttle) {
        return new BuildOptions(
                keep == null ? STANDARD.keep() : duration(keep), throttle == null ? 0 : records(throttle));
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID,
                    "keep is " + Excerpt.of(text) + "; a duration is wanted, such as 30 s, 10 min, 1 h, 7 d");
        }
        return UNITS.getOrDefault(parts.group(2), Duration.ZERO).multipliedBy(Long.parseLong(parts.group(1)));
    }

    private static int records(String text) {
        if (!text.matches("[1-9][0-9]{3,8}")) {
            throw new WeirpoolException(
                    ErrorCode.QUERY_INVALID,
                    "throttle is " + Excerpt.of(text) + "; a whole number of records a second from 1000 is wanted");
        }
        return Integer.parseInt(text);
    }

    public BuildOptions {
        if (keep.isNegative() || recordsPerSecondMax < 0) {
            throw new IllegalArgumentException("keep " + keep + ", records per second " + recordsPerSecondMax);
        }
    }
}
