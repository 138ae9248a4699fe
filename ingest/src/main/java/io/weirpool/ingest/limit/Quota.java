package io.weirpool.ingest.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests each client may make: so many a second on average, ten seconds' worth at once. Thread-safe.
 *
 * <p>The generic cell rate algorithm: of each client only the moment is kept at which its allowance would be full again.
 * A request moves it by the time one request takes; one that would move it further than the burst ahead of now is
 * refused, and moves nothing. So a client costs one number, and one who rests needs none.
 */
public final class Quota {
    /** A page that opens, or a batch job that starts, comes in a burst. */
    private static final Duration BURST = Duration.ofSeconds(10);

    /* At some 150 bytes each 10 MB; more clients than that within ten seconds are an attack from many addresses. */
    private static final int CLIENTS_MAX = 65_536;

    private final long nanosPerRequest;
    private final LongSupplier nanoClock;
    private final ConcurrentHashMap<String, AtomicLong> fullAgain = new ConcurrentHashMap<>();

    /**
     * A quota for each client.
     *
     * @param perSecond requests, above 0
     */
    public Quota(int perSecond) {
        this(perSecond, System::nanoTime);
    }

    Quota(int perSecond, LongSupplier nanoClock) {
        this.nanosPerRequest = Math.max(1, Duration.ofSeconds(1).toNanos() / perSecond);
        this.nanoClock = nanoClock;
    }

    /**
     * What a client has left.
     *
     * @param allowed whether this request may be made
     * @param remaining requests that may follow at once
     * @param pause until the next one may, when this may not; else until the allowance is full again
     */
    public record State(boolean allowed, long remaining, Duration pause) {}

    /** Requests at once, when a client has rested. */
    public long burst() {
        return BURST.toNanos() / nanosPerRequest;
    }

    /** The time in which {@link #burst} requests may be made. */
    public Duration window() {
        return BURST;
    }

    /** A request of a client. */
    public State take(String client) {
        long now = nanoClock.getAsLong();
        if (fullAgain.size() >= CLIENTS_MAX) {
            forgetRested(now);
        }
        AtomicLong full = fullAgain.computeIfAbsent(client, c -> new AtomicLong(now));
        while (true) {
            long before = full.get();
            long after = (before - now > 0 ? before : now) + nanosPerRequest; // nanoTime may be below zero
            long ahead = after - now;
            if (ahead > BURST.toNanos()) {
                return new State(false, 0, Duration.ofNanos(ahead - BURST.toNanos()));
            }
            if (full.compareAndSet(before, after)) {
                return new State(true, (BURST.toNanos() - ahead) / nanosPerRequest, Duration.ofNanos(ahead));
            }
        }
    }

    int clients() {
        return fullAgain.size();
    }

    /** Whoever's allowance is full is as good as unknown; when nobody's is, all begin again. */
    private void forgetRested(long now) {
        fullAgain.values().removeIf(full -> full.get() - now <= 0);
        if (fullAgain.size() >= CLIENTS_MAX) {
            fullAgain.clear();
        }
    }
}
