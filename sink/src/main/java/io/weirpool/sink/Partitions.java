package io.weirpool.sink;

import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The partitions the group has given us: assigned, then claimed in the database, until they are revoked or somebody
 * else's claim fences us. Not thread-safe.
 */
final class Partitions {
    private final Set<ViewPartition> unclaimed = new TreeSet<>();
    private final Map<ViewPartition, Claim> claims = new TreeMap<>();

    void assigned(Collection<ViewPartition> partitions) {
        unclaimed.addAll(partitions);
    }

    void revoked(Collection<ViewPartition> partitions) {
        unclaimed.removeAll(partitions);
        partitions.forEach(claims::remove);
    }

    List<ViewPartition> unclaimed() {
        return List.copyOf(unclaimed);
    }

    void claimed(Claim claim) {
        unclaimed.remove(claim.partition());
        claims.put(claim.partition(), claim);
    }

    /** How far the database is; null when the partition is not ours to write. */
    @Nullable Claim claim(ViewPartition partition) {
        return claims.get(partition);
    }

    /** The database holds everything before this offset. */
    void stored(ViewPartition partition, long nextOffset) {
        claims.computeIfPresent(partition, (p, claim) -> claim.at(nextOffset));
    }

    /** Not ours to write until the group assigns it again. */
    void fenced(ViewPartition partition) {
        claims.remove(partition);
    }

    Set<ViewPartition> claimed() {
        return claims.keySet();
    }
}
