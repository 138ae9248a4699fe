package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.BreakerLimits;
import io.weirpool.sink.batch.ErrorRecord;
import io.weirpool.sink.batch.ViewPartition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes batches: rows, positions, progress, errors and dead letters in one transaction. Thread-safe, as long as one
 * view partition is written by one thread at a time.
 */
public final class TableWriter {
    private final Database database;
    private final DeadLetterCopies copies;
    private final Breaker breaker;
    private final FirstLoad firstLoad = new FirstLoad();
    private final Map<String, ViewTable> tables = new ConcurrentHashMap<>();

    public TableWriter(Database database, DeadLetterCopies copies) {
        this(database, copies, BreakerLimits.STANDARD);
    }

    /** The same with other limits for versions that fail. */
    public TableWriter(Database database, DeadLetterCopies copies, BreakerLimits limits) {
        this.breaker = new Breaker(limits);
        this.database = database;
        this.copies = copies;
    }

    /** Tells of a view whose table exists; before its first batch. */
    public void add(Name pipeline, View view) {
        tables.put(view.versionedName(), new ViewTable(pipeline, view));
    }

    /** Of all others there will be no batch any more: what is remembered of their keys goes. */
    public void keep(Collection<View> views) {
        firstLoad.keep(views.stream().map(View::versionedName).collect(Collectors.toSet()));
    }

    /**
     * Writes the batches, all in one transaction. May be repeated with the same batches after any failure: what is
     * already there is recognised by its offset.
     *
     * @throws SQLException something is broken; nothing was written, or, when the connection was lost during COMMIT,
     *     everything
     * @throws io.weirpool.common.error.WeirpoolException the dead letter topic could not be written; nothing else was
     */
    public Written write(List<ClaimedBatch> batches) throws SQLException {
        Map<ViewPartition, DecodedBatch> decoded = new HashMap<>();
        for (ClaimedBatch claimed : batches) {
            if (claimed.partition().isView()) {
                DecodedBatch batch = DecodedBatch.of(claimed.batch(), tableOf(claimed.partition()));
                decoded.put(claimed.partition(), firstLoad.sorted(claimed, batch));
            }
        }
        try {
            return database.inTransaction(connection -> write(connection, batches, decoded, RowWriter.plain()));
        } catch (SQLException e) {
            if (!SqlFault.isRefusal(e)) {
                throw e;
            }
            firstLoad.forget(decoded.keySet());
            return database.inTransaction(connection -> write(connection, batches, decoded, RowWriter.isolating()));
        }
    }

    private ViewTable tableOf(ViewPartition partition) {
        return Objects.requireNonNull(tables.get(partition.versionedView()), () -> "no table of " + partition);
    }

    private Written write(
            Connection connection,
            List<ClaimedBatch> batches,
            Map<ViewPartition, DecodedBatch> decoded,
            RowWriter rowWriter)
            throws SQLException {
        Set<ViewPartition> moved = Positions.advance(connection, batches); // first: the fence
        List<ClaimedBatch> ours =
                batches.stream().filter(b -> moved.contains(b.partition())).toList();
        List<DeadLetter> read = new ArrayList<>();
        List<DeadLetter> refused = new ArrayList<>();
        Map<ViewPartition, Written.Rows> rows = new HashMap<>();
        for (ClaimedBatch claimed : ours) {
            DecodedBatch batch = decoded.get(claimed.partition());
            if (batch != null) {
                refused.addAll(batch.unreadable());
                refused.addAll(rowWriter.write(connection, claimed.partition().partition(), batch));
                rows.put(
                        claimed.partition(),
                        new Written.Rows(
                                batch.fresh().size() + batch.upserts().size(),
                                batch.deletes().size()));
            }
            OpenErrors.store(connection, claimed.partition(), errors(claimed));
            read.addAll(claimed.batch().deadLetters());
        }
        List<DeadLetter> letters =
                Stream.concat(read.stream(), refused.stream()).toList();
        List<DeadLetter> stored = Breaker.ofFed(connection, letters);
        DeadLetters.store(connection, stored);
        breaker.look(connection, stored);
        Progress.store(connection, ours);
        LedgerTable.store(connection, ours);
        if (!refused.isEmpty()) {
            copies.append(refused); // before COMMIT: after it, a crash could lose them
        }
        return written(connection, batches, moved, rows, refused);
    }

    private List<ErrorRecord> errors(ClaimedBatch claimed) {
        return claimed.batch().errors().stream()
                .filter(error -> !tableOf(claimed.partition()).isCopied(error.key()))
                .toList();
    }

    /**
     * Those that did not move are somebody else's now, or were stored by a COMMIT whose answer was lost, or a swap has
     * locked their rows, or their version is broken.
     */
    private static Written written(
            Connection connection,
            List<ClaimedBatch> batches,
            Set<ViewPartition> moved,
            Map<ViewPartition, Written.Rows> rows,
            List<DeadLetter> refused)
            throws SQLException {
        Set<ViewPartition> stored = new HashSet<>(moved);
        Set<ViewPartition> fenced = new HashSet<>();
        Set<ViewPartition> held = new HashSet<>();
        Set<ViewPartition> stopped = Set.of();
        List<ClaimedBatch> unmoved =
                batches.stream().filter(b -> !moved.contains(b.partition())).toList();
        if (!unmoved.isEmpty()) {
            Map<ViewPartition, Claim> now = Positions.read(
                    connection, unmoved.stream().map(ClaimedBatch::partition).toList());
            stopped = Breaker.stopped(
                    connection, unmoved.stream().map(ClaimedBatch::partition).toList());
            for (ClaimedBatch claimed : unmoved) {
                Claim claim = now.get(claimed.partition());
                if (claim != null && claim.epoch() == claimed.epoch() && stopped.contains(claimed.partition())) {
                    continue; // whatever its offset
                }
                if (claim == null || claim.epoch() != claimed.epoch()) {
                    fenced.add(claimed.partition());
                } else if (claim.nextOffset() == claimed.batch().nextOffset()) {
                    stored.add(claimed.partition());
                } else if (claim.nextOffset() == claimed.batch().fromOffset()) {
                    held.add(claimed.partition());
                } else {
                    fenced.add(claimed.partition());
                }
            }
        }
        return new Written(stored, fenced, held, stopped, rows, refused);
    }
}
