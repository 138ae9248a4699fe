package io.weirpool.common.codec;

import io.weirpool.common.model.Interval;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How long a source remembers the ids of its commands: {@code WITH (idempotency = '7 days')}. */
public final class IdWindow {
    public static final String OPTION = "idempotency";

    /* Longer than clients that retry by themselves go on, and what a person does the same day. */
    private static final Duration STANDARD = Duration.ofDays(1);

    private IdWindow() {}

    /**
     * The window of a source with these options; one day when they do not say.
     *
     * @param options as {@code sql} checked them
     */
    public static Duration of(Map<String, String> options) {
        String said = options.get(OPTION);
        return said == null
                ? STANDARD
                : IntervalText.parse(said).map(IdWindow::span).orElse(STANDARD);
    }

    private static Duration span(Interval interval) {
        return Duration.ofDays(interval.days()).plus(interval.micros(), ChronoUnit.MICROS);
    }
}
