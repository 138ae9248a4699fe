package io.weirpool.sink;

import io.weirpool.sink.batch.ViewPartition;
import io.weirpool.sink.postgres.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The partitions the group has given us that the main loop does not write: assigned and not claimed in the database yet, or
 * claimed by somebody else since (until the group has shared out again and they are still ours), or written aside. Not
 * thread-safe.
 */
final class Partitions {
    private final Set<ViewPartition> unclaimed = new TreeSet<>();
    private final Set<ViewPartition> fenced = new TreeSet<>();
    private final Map<ViewPartition, Claim> aside = new TreeMap<>();

    /** The group has shared out: these are new, and what else we had is still ours. */
    void assigned(Collection<ViewPartition> partitions) {
        unclaimed.addAll(partitions);
        unclaimed.addAll(fenced);
        fenced.clear();
    }

    void revoked(Collection<ViewPartition> partitions) {
        unclaimed.removeAll(partitions);
        fenced.removeAll(partitions);
        partitions.forEach(aside::remove);
    }

    List<ViewPartition> unclaimed() {
        return List.copyOf(unclaimed);
    }

    void claimed(ViewPartition partition) {
        unclaimed.remove(partition);
    }

    /** Not ours to write until the group has shared out again. */
    void fenced(ViewPartition partition) {
        aside.remove(partition);
        fenced.add(partition);
    }

    void aside(Claim claim) {
        aside.put(claim.partition(), claim);
    }

    /** It is written by the main loop from now on. */
    void back(ViewPartition partition) {
        aside.remove(partition);
    }

    /** Whether this very claim is aside. */
    boolean isAside(Claim claim) {
        Claim ours = aside.get(claim.partition());
        return ours != null && ours.epoch() == claim.epoch();
    }
}
