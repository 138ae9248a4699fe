package io.weirpool.app.repair;

import io.weirpool.app.query.LetterTable;
import io.weirpool.app.query.LetterTable.Letter;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.kafka.LogReader.LogRecord;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came into the logs after the commands of some letters: whether one was sent again already, and whether a later
 * command of its key stands. One reading of the logs for all letters; it is as long as what came since.
 *
 * <p>The log decides, not the table of letters: that may have been restored from a backup.
 */
final class LogTail {
    /** A letter's time is the processor's, a record's the broker's: their clocks differ by less. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofHours(1);

    private final KafkaConfig kafka;
    private final LetterTable table;
    private final Map<LogPartition, Long> read = new HashMap<>();
    private final Map<LogPartition, Set<Long>> dead = new HashMap<>();
    private final Map<String, String> retries = new HashMap<>();
    private final Map<LogPartition, Map<Bytes, List<Later>>> later = new HashMap<>();

    /** A command of a key; {@code retryOf} is its old place where it was sent again. */
    private record Later(long offset, @Nullable String retryOf) {}

    LogTail(KafkaConfig kafka, LetterTable table) {
        this.kafka = kafka;
        this.table = table;
    }

    /**
     * Reads every partition of the logs, as an edited command may have gone to any.
     *
     * @param letters whose commands may have been sent again
     * @param all those of them that can be sent
     */
    void read(Set<String> logs, List<Letter> letters, List<Mended> all) {
        if (logs.isEmpty()) {
            return;
        }
        long oldest = letters.stream().mapToLong(Letter::atMillis).min().orElse(0) - CLOCKS_APART_MAX.toMillis();
        Map<LogPartition, Long> ends;
        try (KafkaLook look = KafkaLook.open(kafka)) {
            ends = look.ends(logs);
            read.putAll(look.since(logs, oldest));
        }
        for (Mended one : all) {
            if (one.isAtHome()) {
                read.merge(one.to(), one.letter().offset() + 1, Math::min);
            }
            if (one.source().isTable() && one.key() != null) {
                later.computeIfAbsent(one.to(), to -> new HashMap<>())
                        .computeIfAbsent(one.key(), key -> new ArrayList<>());
            }
        }
        read.forEach((partition, from) ->
                dead.put(partition, table.deadOffsets(source(partition), partition.partition(), from)));
        LogReader.read(kafka, read, ends, this::take);
    }

    private static String source(LogPartition partition) {
        return partition.log().substring(partition.log().indexOf('.') + 1);
    }

    private void take(LogRecord record) {
        byte[] header = record.headers().get(Topics.HEADER_RETRY);
        String retryOf = header == null ? null : new String(header, StandardCharsets.US_ASCII);
        if (retryOf != null) {
            retries.putIfAbsent(retryOf, record.from() + "/" + record.offset());
        }
        if (record.key() != null && !dead.getOrDefault(record.from(), Set.of()).contains(record.offset())) {
            List<Later> ofKey = later.getOrDefault(record.from(), Map.of()).get(Bytes.wrap(record.key()));
            if (ofKey != null) {
                ofKey.add(new Later(record.offset(), retryOf));
            }
        }
    }

    /** Takes note of a command that was just sent again. */
    void sent(Mended one, String as, long offset) {
        retries.put(one.letter().id(), as);
        Map<Bytes, List<Later>> keys = later.getOrDefault(one.to(), Map.of());
        if (one.key() != null && keys.containsKey(one.key())) {
            ofKey(one).add(new Later(offset, one.letter().id()));
        }
    }

    /** Where the command is now, when it was sent again. */
    Optional<String> retryOf(Letter letter) {
        return Optional.ofNullable(retries.get(letter.id()));
    }

    /** A later command of the key that came before the command was sent again as this one. */
    Optional<String> overtakenBy(Mended one, String as) {
        long sentAt = Long.parseLong(as.substring(as.lastIndexOf('/') + 1));
        return later(one, sentAt);
    }

    /**
     * A command of the same key after the letter's own; of a table only, as a stream's rows do not replace one another.
     * Where the letter's command was not where its key lives, every one that came at about its time or later.
     */
    Optional<String> laterThan(Mended one) {
        return later(one, Long.MAX_VALUE);
    }

    private Optional<String> later(Mended one, long before) {
        return ofKey(one).stream()
                .filter(found -> found.offset() < before && isLater(found, one))
                .findFirst()
                .map(found -> one.to() + "/" + found.offset());
    }

    private List<Later> ofKey(Mended one) {
        return one.key() == null
                ? List.of()
                : later.getOrDefault(one.to(), Map.of()).getOrDefault(one.key(), List.of());
    }

    /** A command that was sent again counts by its old place. */
    private static boolean isLater(Later found, Mended one) {
        String own = one.to() + "/";
        String retryOf = found.retryOf();
        if (retryOf != null && one.isAtHome() && retryOf.startsWith(own)) {
            return Long.parseLong(retryOf.substring(own.length()))
                    > one.letter().offset();
        }
        return !one.isAtHome() || found.offset() > one.letter().offset();
    }
}
