package io.weirpool.app.verify;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.IdWindow;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.kafka.LogReader.LogRecord;
import io.weirpool.common.model.DeclaredColumn;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings the commands of one source's log into {@link Scratch}, from where it was last to where the log ends. */
final class LogCopy {
    private static final int BATCH_ROWS = 5_000;
    /** What a BIGINT holds for certain; a tick that says anything else is a dead letter. */
    private static final Pattern MICROS = Pattern.compile("-?[0-9]{1,18}");

    private final Scratch scratch;
    private final Source source;
    private final PlainRows rows;
    private final long window;
    private final int width;
    private final Map<LogPartition, Long> read = new HashMap<>();
    private final List<@Nullable Object[]> batch = new ArrayList<>();

    LogCopy(Scratch scratch, Source source) {
        this.scratch = scratch;
        this.source = source;
        this.rows = new PlainRows(source);
        this.width = DeclaredColumn.of(source.columns()).size();
        this.window = IdWindow.of(source.options()).toMillis();
    }

    Source source() {
        return source;
    }

    /** A failure of the database inside of a callback. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super(cause);
        }
    }

    /**
     * @param progress is told how many commands were read
     */
    void to(KafkaConfig kafka, Map<LogPartition, Long> ends, LongConsumer progress) throws SQLException {
        try {
            LogReader.read(kafka, read, ends, record -> {
                take(record);
                if (batch.size() >= BATCH_ROWS) {
                    flush(progress);
                }
            });
            flush(progress);
        } catch (Failed e) {
            throw (SQLException) e.getCause();
        }
        read.putAll(ends);
        scratch.analyze(source);
        new Repeats(scratch, source, window).leaveOut();
    }

    private void take(LogRecord record) {
        byte[] tick = record.headers().get(Topics.HEADER_TICK);
        if (tick != null && record.value() == null) {
            tick(record, new String(tick, StandardCharsets.US_ASCII));
            return;
        }
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Optional<@Nullable String[]> texts = record.value() == null ? Optional.empty() : rows.read(record.value());
        if (record.value() == null || texts.isPresent()) {
            add(record, key, texts.orElse(null));
        }
    }

    /** Of the time that it says only late rows know. */
    private void tick(LogRecord record, String micros) {
        if (MICROS.matcher(micros).matches()) {
            batch.add(Scratch.tick(
                    record.from().partition(), record.offset(), record.appendMillis(), Long.parseLong(micros), width));
        }
    }

    private void add(LogRecord record, String key, @Nullable String @Nullable [] texts) {
        batch.add(Scratch.row(
                record.from().partition(), record.offset(), record.appendMillis(), key, id(record), texts, width));
    }

    /** What the client called it; null where it did not. */
    private static @Nullable String id(LogRecord record) {
        byte[] header = record.headers().get(Topics.HEADER_ID);
        return header == null ? null : new String(header, StandardCharsets.ISO_8859_1).replace("\u0000", "\uFFFD");
    }

    private void flush(LongConsumer progress) {
        try {
            scratch.add(source, batch);
        } catch (SQLException e) {
            throw new Failed(e);
        }
        progress.accept(batch.size());
        batch.clear();
    }
}
