package io.weirpool.app.operate;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.codec.JsonRows;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.kafka.LogReader.LogRecord;
import io.weirpool.common.kafka.TopicAdmin;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.check.RowChecker;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks Kafka's own index of append times; reads the last records of a log for its times. */
public final class KafkaLogTimes implements LogTimes {
    /** Of a partition: rows and ticks come in about the order of time, so that few of the last ones say how far it is. */
    private static final int LAST_RECORDS = 1_000;

    private static final long MICROS_PER_MILLI = 1_000;

    private final KafkaConfig kafka;

    public KafkaLogTimes(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    @Override
    public List<Long> offsetsSince(Name pipeline, Source source, long appendedMillis) {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            return admin.since(Topics.log(pipeline, source.name()), source.partitions(), appendedMillis);
        }
    }

    @Override
    public OptionalLong mark(Name pipeline, Source stream) {
        Watermark watermark = stream.watermark();
        if (watermark == null) {
            return OptionalLong.empty();
        }
        String log = Topics.log(pipeline, stream.name());
        Map<LogPartition, Long> from = new HashMap<>();
        Map<LogPartition, Long> to = new HashMap<>();
        List<Long> ends;
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            ends = admin.ends(Map.of(log, stream.partitions())).getOrDefault(log, List.of());
        }
        for (int partition = 0; partition < ends.size(); partition++) {
            from.put(new LogPartition(log, partition), Math.max(0, ends.get(partition) - LAST_RECORDS));
            to.put(new LogPartition(log, partition), ends.get(partition));
        }
        Map<LogPartition, Long> greatest = new HashMap<>();
        JsonRows rows = JsonRows.of(stream.columns());
        RowChecker check = RowChecker.of(stream);
        LogReader.read(kafka, from, to, record -> {
            Long time = time(record, watermark, rows, check);
            if (time != null && !isAhead(time, record, watermark)) {
                greatest.merge(record.from(), time, Math::max);
            }
        });
        return greatest.size() < stream.partitions()
                ? OptionalLong.empty()
                : greatest.values().stream()
                        .mapToLong(time -> time - watermark.delayMicros())
                        .min();
    }

    /** As the processor has it: a mistake is no measure. */
    private static boolean isAhead(long time, LogRecord record, Watermark watermark) {
        return time - watermark.aheadMicros() > record.appendMillis() * MICROS_PER_MILLI;
    }

    /** Null where a record has none. */
    private static @Nullable Long time(LogRecord record, Watermark watermark, JsonRows rows, RowChecker check) {
        byte[] value = record.value();
        if (value == null) {
            byte[] tick = record.headers().get(Topics.HEADER_TICK);
            String micros = tick == null ? "" : new String(tick, StandardCharsets.US_ASCII);
            return micros.matches("-?[0-9]{1,18}") ? (Long) Long.parseLong(micros) : null;
        }
        @Nullable Object @Nullable [] row = rows.read(value).row();
        return row == null || !check.check(row).isEmpty() ? null : (Long) row[watermark.column()];
    }
}
