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
import org.jspecify.annotations.Nullable;

/** The check of one source: a body in, its commands or every mistake out. Thread-safe. */
public final class Intake {
    private final Source source;
    private final String log;
    private final JsonRows rows;
    private final RowChecker conditions;
    private final Partitions partitions;
    private final JsonRows keyOnly;
    private final boolean keysAreIds;

    Intake(Source source, String log, RowChecker conditions) {
        this.source = source;
        this.log = log;
        this.rows = JsonRows.of(source.columns());
        this.conditions = conditions;
        this.partitions = new Partitions(source.partitions());
        this.keyOnly = source.isTable() ? rows.only(source.key()) : rows;
        this.keysAreIds = source.isKeyed() && !source.isTable();
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
        boolean partial = submission.partial();
        Mistakes mistakes = new Mistakes(limits.errorsListed());
        List<Command> commands = new ArrayList<>();
        MemoryTaken memory = new MemoryTaken(share);
        try (RowReader reader = reader(submission, text, limits)) {
            for (Parsed parsed = reader.next(); parsed != null; parsed = reader.next()) {
                mistakes.countRow(limits.rowsMax());
                List<FieldError> wrong = new ArrayList<>(0);
                wrong.addAll(parsed.errors());
                byte[] id = id(submission, reader, mistakes.rows());
                Command command =
                        parsed.row() == null ? null : command(parsed.row(), submission.operation(), id, limits, wrong);
                if (command == null) {
                    mistakes.addRow(
                            parsed.row() == null
                                    ? wrong
                                    : wrong.stream().map(reader::inLastRow).toList());
                } else if (partial || mistakes.isEmpty()) {
                    memory.take(command.bytes());
                    commands.add(command);
                }
            }
        }
        mistakes.rejectIfAny(partial ? commands.size() : 0);
        return Checked.of(commands, submission.key(), mistakes);
    }

    private RowReader reader(Submission submission, byte[] text, Limits limits) {
        JsonRows wanted = submission.operation() == Operation.DELETE ? keyOnly : rows;
        return RowReader.of(wanted, text, submission.format(), limits.objectBytesMax());
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

    /** An event has its own id; other rows have that of the request and their number. A keyed stream has its key. */
    private byte @Nullable [] id(Submission submission, RowReader reader, long row) {
        if (keysAreIds) {
            return null;
        }
        byte[] own =
                submission.event() == null ? reader.id() : submission.event().getBytes(StandardCharsets.UTF_8);
        if (own != null) {
            return own;
        }
        return submission.key() == null ? null : submission.key().id(row);
    }

    /** The row's command; null when something is wrong with it, which is then added. */
    private @Nullable Command command(
            @Nullable Object[] row, Operation operation, byte @Nullable [] id, Limits limits, List<FieldError> wrong) {
        boolean delete = operation == Operation.DELETE;
        if (!delete) {
            wrong.addAll(conditions.check(row));
        }
        byte[] key = source.isKeyed() ? rows.writeKey(row, source.key()) : null;
        byte[] value = delete ? null : rows.write(row);
        int bytes = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        if (bytes > limits.objectBytesMax()) {
            String detail = "the row has %,d bytes as the log holds it, at most %,d are taken"
                    .formatted(bytes, limits.objectBytesMax());
            wrong.add(new FieldError("", 0, 0, ErrorCode.TOO_LARGE, detail));
        }
        return wrong.isEmpty() ? new Command(partitions.of(key, id, bytes), key, value, id, time(row)) : null;
    }

    private @Nullable Long time(@Nullable Object[] row) {
        Watermark watermark = source.watermark();
        return watermark == null ? null : (Long) row[watermark.column()];
    }
}
