package io.weirpool.ingest.check;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.IdWindow;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.Excerpt;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.publish.Command;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ids this process saw last, so that most mistakes with them are told at once: another body under a known id, and a
 * repeat while the first is on its way. It decides nothing: what is not seen here, the source task finds. Thread-safe.
 */
public final class RecentIds {
    /* At some 250 bytes each 16 MB; a client that repeats by itself does so within seconds, and 10,000 a second fill it in 6. */
    private static final int IDS_MAX = 65_536;

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<Key, Known> known = new LinkedHashMap<>();
    private final int idsMax;

    /** Remembers as many as production does. */
    public RecentIds() {
        this(IDS_MAX);
    }

    RecentIds(int idsMax) {
        this.idsMax = idsMax;
    }

    /** Something said under an id; {@code content} is a checksum of it. */
    public record Claim(String id, long content) {
        static Optional<Claim> of(Command command) {
            return Optional.ofNullable(command.id())
                    .map(id -> new Claim(new String(id, StandardCharsets.UTF_8), Checked.content(List.of(command))));
        }
    }

    private record Key(String source, String id) {}

    /** {@code storedMillis}: when an earlier command began that may be stored; {@link #NEVER} when none is. */
    private record Known(long content, long millis, boolean inFlight, long storedMillis) {
        /** As it is remembered while it is sent again. */
        long mayBeStoredSince() {
            return inFlight ? storedMillis : millis;
        }
    }

    /** How sending ended. Closed: it says what is known of the ids. */
    public enum End {
        /** Everything, or at least a part, may be in the log. */
        PERHAPS_STORED,
        /** Nothing is. */
        NOTHING_STORED
    }

    /**
     * A request begins.
     *
     * @throws WeirpoolException {@code KEY_IN_FLIGHT} or {@code KEY_REUSE}; nothing has begun then
     */
    public void begin(Source source, List<Claim> claims, long nowMillis) {
        if (!claims.isEmpty()) { // what has no ids neither waits nor looks
            beginAll(source, claims, nowMillis);
        }
    }

    private synchronized void beginAll(Source source, List<Claim> claims, long nowMillis) {
        String name = source.name().value();
        long windowMillis = IdWindow.of(source.options()).toMillis();
        for (Claim claim : claims) {
            Known before = known.get(new Key(name, claim.id()));
            if (before != null && nowMillis - before.millis() < windowMillis) {
                refuse(claim, before);
            }
        }
        for (Claim claim : claims) {
            Key key = new Key(name, claim.id());
            put(
                    key,
                    new Known(claim.content(), nowMillis, true, storedSince(known.get(key), nowMillis - windowMillis)));
        }
    }

    private static long storedSince(@Nullable Known before, long oldestMillis) {
        return before == null || before.mayBeStoredSince() <= oldestMillis ? NEVER : before.mayBeStoredSince();
    }

    private static void refuse(Claim claim, Known before) {
        if (before.content() != claim.content()) {
            throw new WeirpoolException(
                    ErrorCode.KEY_REUSE, "another command was sent under the id " + shown(claim.id()));
        }
        if (before.inFlight()) {
            throw new WeirpoolException(
                    ErrorCode.KEY_IN_FLIGHT, "the first command with the id " + shown(claim.id()) + " is on its way");
        }
    }

    private static String shown(String id) {
        return Excerpt.of(id.substring(id.indexOf('\n') + 1).replace('\n', ' '));
    }

    private void put(Key key, Known now) {
        known.remove(key);
        known.put(key, now);
        while (known.size() > idsMax) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** The request is over; its ids may come again. */
    public void end(Source source, List<Claim> claims, End end) {
        if (!claims.isEmpty()) {
            endAll(source, claims, end);
        }
    }

    private synchronized void endAll(Source source, List<Claim> claims, End end) {
        for (Claim claim : claims) {
            Key key = new Key(source.name().value(), claim.id());
            @Nullable Known begun = known.get(key);
            if (begun == null) {
                continue;
            }
            long since = end == End.PERHAPS_STORED ? begun.millis() : begun.mayBeStoredSince();
            if (since == NEVER) {
                known.remove(key);
            } else {
                known.put(key, new Known(begun.content(), since, false, NEVER));
            }
        }
    }
}
