package io.weirpool.ingest.check;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import io.weirpool.ingest.publish.Command;
import io.weirpool.sql.check.RowChecker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The check of one source: a body in, its commands or every mistake out. Thread-safe. */
public final class Intake {
    private static final FieldError ID_TAKEN = new FieldError(
            "", 0, 0, ErrorCode.KEY_REUSE, "an earlier row of this request says something else under its id");

    private final Source source;
    private final String log;
    private final JsonRows rows;
    private final RowChecker conditions;
    private final Partitions partitions;
    private final JsonRows keyOnly;
    private final JsonRows lookedAt;
    private final boolean keysAreIds;

    Intake(Source source, String log, RowChecker conditions) {
        this.source = source;
        this.log = log;
        this.rows = JsonRows.of(source.columns());
        this.conditions = conditions;
        this.partitions = new Partitions(source.partitions());
        this.keyOnly = source.isTable() ? rows.only(source.key()) : rows;
        this.lookedAt = rows.keeping(lookedAt(source, conditions));
        this.keysAreIds = source.isKeyed() && !source.isTable();
    }

    /** The columns that are looked at when a row is stored as it came. */
    private static Set<Integer> lookedAt(Source source, RowChecker conditions) {
        Set<Integer> columns = new TreeSet<>(conditions.columns());
        columns.addAll(source.key());
        if (source.watermark() != null) {
            columns.add(source.watermark().column());
        }
        return columns;
    }

    public Source source() {
        return source;
    }

    /** The topic. */
    public String log() {
        return log;
    }

    /**
     * Reads and checks every row.
     *
     * @param share takes the memory of the commands
     * @throws Rejection with all mistakes; nothing is to be stored
     * @throws WeirpoolException {@code LOG_BUSY} when the commands do not fit into the budget
     */
    public Checked check(Submission submission, Limits limits, ByteBudget.Share share) throws Rejection {
        byte[] text = Text.of(submission.body());
        checkOneObject(submission, text, limits);
        List<Command> commands = new ArrayList<>();
        MemoryTaken memory = new MemoryTaken(share);
        try (RowReader reader = reader(submission, text, limits)) {
            Work work = new Work(submission, limits, reader);
            for (Parsed parsed = reader.next(); parsed != null; parsed = reader.next()) {
                Command command = work.command(parsed);
                if (command != null && (submission.partial() || work.mistakes.isEmpty())) {
                    memory.take(command.bytes());
                    commands.add(command);
                }
            }
            work.mistakes.rejectIfAny(submission.partial() ? commands.size() : 0);
            return Checked.of(commands, submission.key(), work.mistakes);
        }
    }

    private RowReader reader(Submission submission, byte[] text, Limits limits) {
        RowForms forms = submission.operation() == Operation.DELETE
                ? new RowForms(keyOnly, null)
                : new RowForms(rows, lookedAt.written());
        return RowReader.of(forms, text, submission.format(), limits.objectBytesMax());
    }

    /** One object is held to its own limit, and the data of an event in binary mode is one. */
    private static void checkOneObject(Submission submission, byte[] text, Limits limits) throws Rejection {
        boolean one = submission.format() == BodyFormat.EVENT
                || (submission.format() == BodyFormat.JSON && Text.first(text) == '{');
        if (one && text.length > limits.objectBytesMax()) {
            String detail =
                    "the object has %,d bytes, at most %,d are taken".formatted(text.length, limits.objectBytesMax());
            throw new Rejection(ErrorCode.TOO_LARGE, detail, List.of(), 0);
        }
        if (submission.event() != null && !one) {
            throw new Rejection(
                    ErrorCode.REQUEST_INVALID, "the data of an event in binary mode is one JSON object", List.of(), 0);
        }
    }

    /** Makes the commands of one request. Used by one thread. */
    private final class Work {
        private final Submission submission;
        private final Limits limits;
        private final RowReader reader;
        private final Mistakes mistakes;
        private final Partitions.Turn turn = partitions.turn();
        private final OwnIds ids = new OwnIds();
        private final boolean delete;

        Work(Submission submission, Limits limits, RowReader reader) {
            this.submission = submission;
            this.limits = limits;
            this.reader = reader;
            this.mistakes = new Mistakes(limits.errorsListed());
            this.delete = submission.operation() == Operation.DELETE;
        }

        /** The command of the row that was read; null when something is wrong with it, which then is among the mistakes. */
        @Nullable Command command(Parsed parsed) throws Rejection {
            mistakes.countRow(limits.rowsMax());
            @Nullable Object[] row = parsed.row();
            if (row == null) {
                mistakes.addRow(parsed.errors());
                return null;
            }
            List<FieldError> wrong = delete ? List.of() : conditions.check(row);
            byte[] key = source.isKeyed() ? rows.writeKey(row, source.key()) : null;
            byte[] value = value(row);
            int bytes = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
            if (bytes > limits.objectBytesMax()) {
                wrong = new ArrayList<>(wrong);
                wrong.add(tooLarge(bytes));
            }
            if (!wrong.isEmpty()) {
                mistakes.addRow(wrong.stream().map(reader::inLastRow).toList());
                return null;
            }
            byte[] id = id();
            Command command = new Command(turn.of(key, id, bytes), key, value, id, time(row));
            if (ids.isTaken(keysAreIds ? key : id, command)) {
                mistakes.addRow(List.of(reader.inLastRow(ID_TAKEN)));
                return null;
            }
            return command;
        }

        /** The bytes the row came in, where they are what the log holds. */
        private byte @Nullable [] value(@Nullable Object[] row) {
            if (delete) {
                return null;
            }
            byte[] written = reader.written();
            return written == null ? rows.write(row) : written;
        }

        private FieldError tooLarge(int bytes) {
            String detail = "the row has %,d bytes as the log holds it, at most %,d are taken"
                    .formatted(bytes, limits.objectBytesMax());
            return new FieldError("", 0, 0, ErrorCode.TOO_LARGE, detail);
        }

        /** An event has its own id; other rows have that of the request and their number. A keyed stream has its key. */
        private byte @Nullable [] id() {
            if (keysAreIds) {
                return null;
            }
            byte[] own = submission.event() == null
                    ? reader.id()
                    : submission.event().getBytes(StandardCharsets.UTF_8);
            if (own != null) {
                return own;
            }
            return submission.key() == null ? null : submission.key().id(mistakes.rows());
        }
    }

    private @Nullable Long time(@Nullable Object[] row) {
        Watermark watermark = source.watermark();
        return watermark == null ? null : (Long) row[watermark.column()];
    }
}
