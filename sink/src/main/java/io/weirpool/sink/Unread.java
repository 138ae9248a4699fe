package io.weirpool.sink;

import io.weirpool.sink.batch.ViewPartition;
import java.util.Set;

/**
 * Versions nobody reads: those that are being built, and those kept for a rollback. They are written beside the live ones, so
 * that readers do not wait for them. Thread-safe.
 */
final class Unread {
    private volatile Set<String> versions = Set.of();

    /** These, and no others; each {@code <view>.v<n>}. */
    void are(Set<String> now) {
        if (!versions.equals(now)) {
            versions = Set.copyOf(now);
        }
    }

    boolean contains(ViewPartition partition) {
        return versions.contains(partition.versionedView());
    }
}
