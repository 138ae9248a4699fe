package io.weirpool.sink.read;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.LedgerEntry;
import io.weirpool.common.topic.Marker;
import io.weirpool.common.topic.OpenError;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.ErrorRecord;
import io.weirpool.sink.batch.PartitionBatch;
import io.weirpool.sink.batch.RowRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Tells rows, markers, open errors and dead letters apart, and puts each where it belongs in a batch. */
final class ViewRecords {
    private ViewRecords() {}

    static void add(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (batch.partition().isDeadLetters()) {
                addDeadLetter(batch, record);
            } else if (batch.partition().isLedger()) {
                addLedger(batch, record);
            } else if (record.headers().lastHeader(Topics.HEADER_MARKER) != null) {
                addMarker(batch, record);
            } else if (record.headers().lastHeader(Topics.HEADER_ERROR) != null) {
                addError(batch, record);
            } else {
                addRow(batch, record);
            }
        } catch (WeirpoolException e) {
            batch.add(unreadable(record, String.valueOf(e.getMessage())));
        }
    }

    private static void addDeadLetter(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            batch.add(DeadLetter.fromJson(record.value()));
        }
    }

    private static void addLedger(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            batch.add(LedgerEntry.fromJson(record.value()));
        }
    }

    private static void addMarker(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            batch.add(Marker.fromJson(record.value()));
        }
    }

    private static void addError(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(Topics.ERROR_KEY_PREFIX)) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "an open error has another key");
        }
        OpenError error = record.value() == null ? null : OpenError.fromJson(record.value());
        batch.add(new ErrorRecord(key.substring(Topics.ERROR_KEY_PREFIX.length()), error));
    }

    private static void addRow(PartitionBatch batch, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new WeirpoolException(ErrorCode.STATE_FORMAT_UNKNOWN, "a row has no key");
        }
        Bytes value = record.value() == null ? null : Bytes.wrap(record.value());
        batch.add(new RowRecord(record.offset(), Bytes.wrap(record.key()), value, traceparent(record)));
    }

    private static @Nullable String traceparent(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Topics.HEADER_TRACEPARENT);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static DeadLetter unreadable(ConsumerRecord<byte[], byte[]> record, String detail) {
        return new DeadLetter(
                record.topic() + "/" + record.partition() + "/" + record.offset(),
                record.topic(),
                record.partition(),
                record.offset(),
                null,
                ErrorCode.UNDECODABLE.slug(),
                detail,
                record.key() == null ? null : Bytes.wrap(record.key()),
                record.value() == null ? null : Bytes.wrap(record.value()),
                traceparent(record),
                record.timestamp() * 1000);
    }
}
