package io.weirpool.common.kafka;

import io.weirpool.common.catalog.CatalogJson;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.WeirpoolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revisions that count, out of all records of the catalog topic: the first of each number that builds on the one
 * before. Every reader sees the records in one order, so all agree. Not thread-safe.
 */
final class RevisionLog {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionLog.class);

    private @Nullable Revision latest;
    private long number;
    private final Map<Long, Long> offsets = new HashMap<>();

    /**
     * Takes the next record; returns the revision if it counts.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when a newer Weirpool wrote it
     */
    @Nullable Revision take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() == null || !CatalogJson.isCatalog(entry.value())) {
            LOG.warn("{}: the record at offset {} is no revision and is ignored", entry.topic(), entry.offset());
            return null;
        }
        Revision revision = CatalogJson.read(entry.value());
        if (revision.base() != number || revision.number() != number + 1) {
            return null;
        }
        latest = revision;
        number = revision.number();
        offsets.put(number, entry.offset());
        return revision;
    }

    Optional<Revision> latest() {
        return Optional.ofNullable(latest);
    }

    long number() {
        return number;
    }

    /** Whether the record at that offset is the one that counts for the number. */
    boolean won(long revision, long offset) {
        Long winner = offsets.get(revision);
        return winner != null && winner == offset;
    }
}
