package io.weirpool.app.demo.nexmark;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The events of one run. Event n happens n / {@code eventsPerSecond} seconds after the start; events are in that order.
 *
 * @param seed of all values
 * @param start when event 0 happens
 * @param eventsPerSecond of event time, 1 to 1,000,000; not how fast they are made
 */
public record NexmarkEvents(long seed, LocalDateTime start, int eventsPerSecond) {
    private static final int PER_SECOND_MAX = 1_000_000;
    private static final long MICROS = 1_000_000;

    public NexmarkEvents {
        if (eventsPerSecond < 1 || eventsPerSecond > PER_SECOND_MAX) {
            throw new IllegalArgumentException("events per second: " + eventsPerSecond);
        }
    }

    /** Those with the numbers {@code from} to {@code to - 1}, made as they are asked for. */
    public Stream<NexmarkEvent> between(long from, long to) {
        return LongStream.range(from, to).mapToObj(this::event);
    }

    /** @param number 0 or more */
    public NexmarkEvent event(long number) {
        Draw draw = new Draw(seed, number);
        if (Numbering.isPerson(number)) {
            return People.event(number, draw, time(number));
        }
        return Numbering.isAuction(number)
                ? Auctions.event(number, draw, time(number), openMillis())
                : Bids.event(number, draw, time(number));
    }

    private LocalDateTime time(long number) {
        return start.plus(sinceStart(number));
    }

    /** How long after the start an event happens. */
    public Duration sinceStart(long number) {
        return Duration.ofNanos(Math.multiplyExact(number, MICROS) / eventsPerSecond * 1_000);
    }

    /** How long an auction is open on average: until as many others have been opened as are open at a time. */
    private long openMillis() {
        return sinceStart(Numbering.eventsPerAuctionsOpen()).toMillis();
    }

    /** Rows of the table that query 13 looks into: keys from 0 on. */
    public static Stream<NexmarkEvent> sideInput(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(key -> new EventJson("side_input")
                        .put("key", key)
                        .put("value", "value-" + key)
                        .event());
    }
}
