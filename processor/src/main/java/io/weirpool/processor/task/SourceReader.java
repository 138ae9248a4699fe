package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.sql.check.RowChecker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a record of a log as the gateway would have, and reads its row. Used by one thread. */
final class SourceReader {
    /** Mistakes told of one record. */
    private static final int ERRORS_SHOWN_MAX = 3;

    private static final int SHOWN_MAX = 64;
    /** Parts of an id are lines. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final Source source;
    private final JsonRows rows;
    private final RowChecker check;

    /** Closed: a command is applied or refused as a whole. */
    sealed interface Command {}

    /** An insert or upsert; the row is as long as declared and has at least the columns that are used. */
    @SuppressWarnings("ArrayRecordComponent")
    record Put(@Nullable Object[] row) implements Command {}

    /** A delete; the row has the key columns only. */
    @SuppressWarnings("ArrayRecordComponent")
    record Delete(@Nullable Object[] row) implements Command {}

    record Refused(ErrorCode code, String detail) implements Command {}

    /** A command of the source as it is declared now, which the versions of this flow cannot hold. */
    record Outgrown(String detail) implements Command {}

    /** {@code used}: the columns the caller looks at; the others are checked and not kept. */
    SourceReader(Source source, Collection<Integer> used, RowChecker check) {
        this.source = source;
        this.rows = JsonRows.of(source.columns()).keeping(kept(source, used, check));
        this.check = check;
    }

    private static Set<Integer> kept(Source source, Collection<Integer> used, RowChecker check) {
        Set<Integer> kept = new TreeSet<>(used);
        kept.addAll(check.columns());
        kept.addAll(source.key());
        if (source.watermark() != null) {
            kept.add(source.watermark().column());
        }
        return kept;
    }

    Command read(byte @Nullable [] key, @Nullable ByteBuffer value, int partition) {
        if (!source.isTable() && value == null) {
            return new Refused(ErrorCode.UNDECODABLE, "no value; a stream's rows stay");
        }
        if (!source.isKeyed()) {
            return row(requireNonNull(value));
        }
        if (key == null) {
            return new Refused(ErrorCode.KEY_MISMATCH, "no key; the record has the key columns as a JSON array");
        }
        Command command = value == null ? delete(key) : row(value);
        return command instanceof Refused ? command : placed(command, key, partition);
    }

    /**
     * Why a record with an id that a client gave cannot be told from its repeats: they would be in other partitions. Empty
     * when it can.
     */
    Optional<Refused> misplaced(byte @Nullable [] key, byte[] id, int partition) {
        int home = KeyPartition.of(key == null ? id : key, source.partitions());
        return home == partition
                ? Optional.empty()
                : Optional.of(new Refused(
                        ErrorCode.MISPLACED,
                        "%s %s belongs to partition %d, where its repeats are found"
                                .formatted(key == null ? "id" : "key", cut(key == null ? id : key), home)));
    }

    private Command row(ByteBuffer value) {
        int from = value.arrayOffset() + value.position();
        JsonRows.Parsed parsed = rows.read(value.array(), from, from + value.remaining(), 1, "");
        @Nullable Object[] row = parsed.row();
        if (row == null) {
            return new Refused(ErrorCode.UNDECODABLE, text(parsed.errors()));
        }
        List<FieldError> errors = check.check(row);
        return errors.isEmpty() ? new Put(row) : new Refused(ErrorCode.ROW_INVALID, text(errors));
    }

    private Command delete(byte[] key) {
        JsonRows.Parsed parsed = rows.readKey(key, source.key());
        @Nullable Object[] values = parsed.row();
        if (values == null) {
            return new Refused(ErrorCode.UNDECODABLE, "key: " + text(parsed.errors()));
        }
        @Nullable Object[] row = new Object[source.columns().size()];
        for (int i = 0; i < values.length; i++) {
            row[source.key().get(i)] = values[i];
        }
        return new Delete(row);
    }

    private Command placed(Command command, byte[] key, int partition) {
        @Nullable Object[] row = command instanceof Put put ? put.row() : ((Delete) command).row();
        byte[] wanted = rows.writeKey(row, source.key());
        if (!Arrays.equals(wanted, key)) {
            return new Refused(
                    ErrorCode.KEY_MISMATCH,
                    "the record's key is %s, its columns make %s".formatted(cut(key), cut(wanted)));
        }
        int home = KeyPartition.of(key, source.partitions());
        return home == partition
                ? command
                : new Refused(ErrorCode.MISPLACED, "key %s belongs to partition %d".formatted(cut(key), home));
    }

    static Refused keyReuse(byte[] id) {
        return new Refused(ErrorCode.KEY_REUSE, "another command was there under id " + cut(id));
    }

    private static String cut(byte[] key) {
        String text = CONTROLS.matcher(new String(key, StandardCharsets.UTF_8)).replaceAll(" ");
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    private static String text(List<FieldError> errors) {
        String shown = errors.stream()
                .limit(ERRORS_SHOWN_MAX)
                .map(e -> (e.pointer().isEmpty() ? "" : e.pointer() + ": ")
                        + (e.detail() == null ? e.code().slug() : e.detail()))
                .collect(Collectors.joining("; "));
        return errors.size() <= ERRORS_SHOWN_MAX ? shown : shown + "; and more";
    }
}
