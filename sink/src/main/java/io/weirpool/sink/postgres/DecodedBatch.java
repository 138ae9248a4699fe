package io.weirpool.sink.postgres;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.RowRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch's rows as values.
 *
 * @param fresh rows to be there whose keys are not
 * @param upserts rows to be there, over those of their keys
 * @param deletes rows to be there no longer
 * @param unreadable letters for the records that are no rows of the view
 */
record DecodedBatch(
        ViewTable table, List<Row> fresh, List<Row> upserts, List<Row> deletes, List<DeadLetter> unreadable) {
    /**
     * A row.
     *
     * @param values of all columns for an upsert, of the key columns for a delete
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(RowRecord from, @Nullable Object[] values) {}

    static DecodedBatch of(PartitionBatch batch, ViewTable table) {
        DecodedBatch decoded =
                new DecodedBatch(table, List.of(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (RowRecord row : batch.rows()) {
            decoded.add(batch.partition().partition(), row);
        }
        return decoded;
    }

    /** The same with other opinions on what is new. */
    DecodedBatch withFresh(List<Row> newRows, List<Row> others) {
        return new DecodedBatch(table, newRows, others, deletes, unreadable);
    }

    /** All rows to be there. */
    List<Row> written() {
        return Stream.concat(fresh.stream(), upserts.stream()).toList();
    }

    private void add(int partition, RowRecord row) {
        @Nullable Object[] key;
        try {
            key = table.decoder().key(row.key());
        } catch (RowDecoder.Unreadable e) {
            unreadable.add(table.refused(partition, row, ErrorCode.UNDECODABLE, String.valueOf(e.getMessage())));
            return;
        }
        if (table.isCopied(key)) {
            return;
        }
        Bytes value = row.value();
        if (value == null) {
            deletes.add(new Row(row, key));
            return;
        }
        try {
            upserts.add(new Row(row, table.decoder().row(row.key(), value)));
        } catch (RowDecoder.Unreadable e) {
            unreadable.add(table.refused(partition, row, ErrorCode.UNDECODABLE, String.valueOf(e.getMessage())));
            deletes.add(new Row(row, key)); // a stale row would be a wrong answer; a missing one is named by its letter
        }
    }
}
