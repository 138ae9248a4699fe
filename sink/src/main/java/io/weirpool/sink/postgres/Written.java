package io.weirpool.sink.postgres;

import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.ViewPartition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the batches of one transaction.
 *
 * @param stored now in the database, or found there because an earlier COMMIT had succeeded without an answer
 * @param fenced somebody else has claimed these; nothing of their batches was written
 * @param held their rows are locked by a swap; nothing of their batches was written, and a later try will
 * @param stopped of broken versions; nothing of their batches was written, and nothing will be
 * @param rows what each partition's batch wrote; none for one that was found stored or is fenced, held or stopped
 * @param refused rows that PostgreSQL did not take or that could not be read
 */
public record Written(
        Set<ViewPartition> stored,
        Set<ViewPartition> fenced,
        Set<ViewPartition> held,
        Set<ViewPartition> stopped,
        Map<ViewPartition, Rows> rows,
        List<DeadLetter> refused) {
    /** Rows upserted and deleted, those refused included. */
    public record Rows(int upserted, int deleted) {}
}
