package io.weirpool.app.repair;

import io.weirpool.app.query.LetterTable.Letter;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.check.RowChecker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command of a letter as it would be sent again: checked as the processor will check it, with the key and in the
 * partition that are its.
 *
 * @param source it belongs to
 * @param to the partition where its key, or its id, lives
 * @param key null where the source has none
 * @param value null for a delete
 */
record Mended(
        Letter letter,
        Source source,
        LogPartition to,
        @Nullable Bytes key,
        @Nullable Bytes value) {
    /**
     * Reads the command with the definitions as they are now.
     *
     * @param payload instead of the letter's own; null to keep that
     * @throws WeirpoolException {@code LETTER_OF_VIEW}; {@code NOT_FOUND} when its source is gone; {@code ROW_INVALID} when
     *     it still could not be applied; {@code NOTHING_TO_CHANGE} when it was discarded, or was longer than a letter
     */
    static Mended of(Letter letter, @Nullable Bytes payload, Revision revision) {
        if (letter.view() != null) {
            throw new WeirpoolException(
                    ErrorCode.LETTER_OF_VIEW,
                    "the other views have taken the command; only %s could not (%s)"
                            .formatted(letter.view(), letter.code()));
        }
        if (letter.state().equals("discarded")) {
            throw new WeirpoolException(ErrorCode.NOTHING_TO_CHANGE, "the letter was discarded");
        }
        Bytes value = payload == null ? letter.payload() : payload;
        if (value != null && payload == null && value.length() >= DeadLetter.PAYLOAD_BYTES_MAX) {
            throw new WeirpoolException(
                    ErrorCode.NOTHING_TO_CHANGE, "the letter has the beginning of the command only: edit it");
        }
        Source source = revision.source(letter.source())
                .orElseThrow(() -> new WeirpoolException(
                        ErrorCode.NOT_FOUND, "there is no source '%s' any more".formatted(letter.source())));
        Bytes key = key(source, letter.key(), value);
        int home = KeyPartition.of(key == null ? id(letter) : key.array(), source.partitions());
        return new Mended(
                letter, source, new LogPartition(Topics.log(revision.pipeline(), source.name()), home), key, value);
    }

    private static @Nullable Bytes key(Source source, @Nullable Bytes key, @Nullable Bytes value) {
        JsonRows rows = JsonRows.of(source.columns());
        if (value != null) {
            Parsed parsed = rows.read(value.array());
            @Nullable Object[] row = parsed.row();
            if (row == null) {
                throw invalid(parsed.errors());
            }
            List<FieldError> errors = RowChecker.of(source).check(row);
            if (!errors.isEmpty()) {
                throw invalid(errors);
            }
            return source.isKeyed() ? Bytes.wrap(rows.writeKey(row, source.key())) : key;
        }
        if (!source.isTable() || key == null) {
            throw new WeirpoolException(
                    ErrorCode.ROW_INVALID,
                    source.isTable() ? "a delete without a key" : "no value; a stream's rows stay");
        }
        Parsed parsed = rows.readKey(key.array(), source.key());
        @Nullable Object[] values = parsed.row();
        if (values == null) {
            throw invalid(parsed.errors());
        }
        @Nullable Object[] row = new @Nullable Object[source.columns().size()];
        for (int i = 0; i < values.length; i++) {
            row[source.key().get(i)] = values[i];
        }
        return Bytes.wrap(rows.writeKey(row, source.key()));
    }

    private static WeirpoolException invalid(List<FieldError> errors) {
        return new WeirpoolException(
                ErrorCode.ROW_INVALID,
                "still: "
                        + errors.stream()
                                .map(e -> (e.pointer().isEmpty() ? "" : e.pointer() + ": ")
                                        + (e.detail() == null ? e.code().slug() : e.detail()))
                                .collect(Collectors.joining("; ")));
    }

    private static byte[] id(Letter letter) {
        return Topics.retryId(letter.id()).getBytes(StandardCharsets.UTF_8);
    }

    /** What the new record says of itself. */
    Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new TreeMap<>();
        headers.put(Topics.HEADER_ID, id(letter));
        headers.put(Topics.HEADER_RETRY, letter.id().getBytes(StandardCharsets.US_ASCII));
        if (letter.traceparent() != null) {
            headers.put(Topics.HEADER_TRACEPARENT, letter.traceparent().getBytes(StandardCharsets.US_ASCII));
        }
        return headers;
    }

    /** Whether its place in the order of its key is known: it was where its key lives. */
    boolean isAtHome() {
        return letter.partition() == to.partition();
    }
}
