package io.weirpool.sink.postgres;

import io.weirpool.sink.postgres.Swap.Ends;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long versions that are to take over need to come to where the logs end: so long must a swap hold the live ones. It
 * is measured without holding anything, so that those are not held for a version that is still being built, nor again
 * and again for one that cannot come there in time. Thread-safe.
 */
final class Approach {
    /**
     * One that is farther behind than this is waited for: the live one, which is to stand still for so long, would be
     * farther behind than readers are used to.
     */
    private static final Duration NEAR = Duration.ofSeconds(10);

    /** Commits and writes do not come evenly. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Takeovers at a time; what is measured of others is measured again. */
    private static final int REMEMBERED_MAX = 100;

    private final Ends ends;
    private final Map<String, Look> looks = new LinkedHashMap<>();
    private final Map<String, Duration> measured = new LinkedHashMap<>();

    private record Look(Map<String, List<Long>> ends, long atNanos) {}

    Approach(Ends ends) {
        this.ends = ends;
    }

    /** What it waits for; empty when the versions are near. */
    synchronized Optional<String> waits(Connection connection, Takeover takeover) throws SQLException {
        Optional<String> unheard = Level.unheard(connection, takeover);
        if (unheard.isPresent()) {
            return unheard;
        }
        String versions = takeover.toString();
        Look look = looks.get(versions);
        if (look == null) {
            look = new Look(ends.of(Level.logs(connection, takeover)), System.nanoTime());
            put(looks, versions, look);
        }
        Optional<String> below = Level.below(connection, takeover, look.ends());
        if (below.isPresent()) {
            return below;
        }
        looks.remove(versions);
        Duration behind = Duration.ofNanos(System.nanoTime() - look.atNanos());
        put(measured, versions, behind);
        return behind.compareTo(NEAR) > 0
                ? Optional.of("it is %d s behind the ends of the logs, and may be %d s"
                        .formatted(behind.toSeconds(), NEAR.toSeconds()))
                : Optional.empty();
    }

    /** How long the live versions may be held: longer than the new ones were behind. */
    synchronized Duration holdMax(Takeover takeover) {
        return measured.getOrDefault(takeover.toString(), Duration.ZERO)
                .multipliedBy(2)
                .plus(MARGIN);
    }

    private static <T> void put(Map<String, T> remembered, String versions, T value) {
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.clear();
        }
        remembered.put(versions, value);
    }
}
