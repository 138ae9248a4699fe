package io.weirpool.sink.postgres;

import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.ViewPartition;
import java.util.List;
import java.util.Set;

/**
 * What became of the batches of one transaction.
 *
 * @param stored now in the database, or found there because an earlier COMMIT had succeeded without an answer
 * @param fenced somebody else has claimed these; nothing of their batches was written
 * @param rows upserted or deleted
 * @param refused rows that PostgreSQL did not take or that could not be read
 */
public record Written(Set<ViewPartition> stored, Set<ViewPartition> fenced, long rows, List<DeadLetter> refused) {}
