package io.weirpool.sink.batch;

import io.weirpool.common.model.Bytes;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.LedgerEntry;
import io.weirpool.common.topic.Marker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All records of one view partition between two offsets, as one net change per key: the last record of a key stands.
 *
 * <p>Not thread-safe; whoever writes it to a database only reads it.
 */
public final class PartitionBatch {
    private final ViewPartition partition;
    private final long fromOffset;
    private final long bornNanos;
    private long nextOffset;
    private long bytes;
    private final Map<Bytes, RowRecord> rows = new LinkedHashMap<>();
    private final Map<String, Marker> markers = new LinkedHashMap<>();
    private final Map<String, ErrorRecord> errors = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<String, LedgerEntry> ledger = new LinkedHashMap<>();

    /**
     * An empty batch.
     *
     * @param fromOffset next offset of the batch before it: what the database holds now
     * @param bornNanos {@link System#nanoTime()} of its first record
     */
    public PartitionBatch(ViewPartition partition, long fromOffset, long bornNanos) {
        this.partition = partition;
        this.fromOffset = fromOffset;
        this.nextOffset = fromOffset;
        this.bornNanos = bornNanos;
    }

    public void add(RowRecord row) {
        RowRecord before = rows.put(row.key(), row);
        bytes += row.size() - (before == null ? 0 : before.size());
    }

    public void add(Marker marker) {
        markers.put(marker.sender(), marker);
    }

    public void add(ErrorRecord error) {
        errors.put(error.key(), error);
    }

    public void add(LedgerEntry entry) {
        ledger.put(entry.key(), entry);
    }

    public void add(DeadLetter letter) {
        deadLetters.add(letter);
        bytes += 500; // a dead letter's own fields; its payload is the smaller part
        bytes += letter.payload() == null ? 0 : letter.payload().length();
    }

    /** Everything before this offset is in the batch or in a batch before it. */
    public void reach(long offset) {
        nextOffset = Math.max(nextOffset, offset);
    }

    public ViewPartition partition() {
        return partition;
    }

    public long fromOffset() {
        return fromOffset;
    }

    public long nextOffset() {
        return nextOffset;
    }

    public long bornNanos() {
        return bornNanos;
    }

    /** In the order the keys first came. */
    public Collection<RowRecord> rows() {
        return rows.values();
    }

    public Collection<Marker> markers() {
        return markers.values();
    }

    public Collection<ErrorRecord> errors() {
        return errors.values();
    }

    /** The last of each flow and log partition. */
    public Collection<LedgerEntry> ledger() {
        return ledger.values();
    }

    public List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** Rows, errors and dead letters: what costs the database time. */
    public int size() {
        return rows.size() + errors.size() + deadLetters.size();
    }

    /** Heap it keeps, roughly. */
    public long bytes() {
        return bytes;
    }
}
