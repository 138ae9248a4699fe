package io.weirpool.app.repair;

import io.weirpool.app.query.LetterTable;
import io.weirpool.app.query.LetterTable.Letter;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.LogAppender;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands of dead letters again.
 *
 * <p><b>Once.</b> The new record names the old place in a header, and its id is made of it. The log is looked through for
 * that header first: one that is there already is not sent again, only noted. One repairs at a time; should a record be
 * there twice all the same, the source's task lets the first of an id have an effect. So a crash at any moment is mended by
 * retrying: before the record is in the log nothing has happened, and from then on it is found.
 *
 * <p><b>In order.</b> A command of a table is not sent while a later one of its key stands. One that comes in the
 * milliseconds between the look and the record is not kept out, but told: whoever sent it can send it again.
 */
final class Retry {
    private final KafkaConfig kafka;
    private final LetterTable table;
    private final Supplier<Revision> catalog;

    Retry(KafkaConfig kafka, LetterTable table, Supplier<Revision> catalog) {
        this.kafka = kafka;
        this.table = table;
        this.catalog = catalog;
    }

    /**
     * What became of a letter.
     *
     * @param as the command's place now; null when it was refused
     * @param overtook a later command of the key that came at the same moment and is now behind; null for none
     * @param refusal null when it was not
     */
    record Outcome(
            String id,
            @Nullable String as,
            @Nullable String overtook,
            @Nullable WeirpoolException refusal) {}

    /** A letter, and its command as it would be sent, or why it cannot be. */
    private record Candidate(
            Letter letter,
            @Nullable Mended mended,
            @Nullable WeirpoolException refusal) {
        static Candidate of(Letter letter, @Nullable Bytes payload, Revision revision) {
            try {
                return new Candidate(letter, Mended.of(letter, payload, revision), null);
            } catch (WeirpoolException e) {
                return new Candidate(letter, null, e);
            }
        }
    }

    /**
     * Sends the commands again, in the order given.
     *
     * @param payloads by the letter's id, in place of its own
     * @param force also past later commands of the same key
     * @throws WeirpoolException when Kafka or the database does not answer; what was sent until then is found the next
     *     time. {@code NOT_READY} when somebody else repairs at the moment
     */
    List<Outcome> retry(List<Letter> letters, Map<String, Bytes> payloads, boolean force, String who) {
        return table.alone(() -> {
            Revision revision = catalog.get();
            List<Candidate> candidates = letters.stream()
                    .map(letter -> Candidate.of(letter, payloads.get(letter.id()), revision))
                    .toList();
            LogTail tail = read(candidates, revision);
            List<Outcome> outcomes = new ArrayList<>();
            List<Candidate> sent = new ArrayList<>();
            try (LogAppender log = LogAppender.open(kafka, TopicSpec.RECORD_BYTES_MAX)) {
                for (Candidate one : candidates) {
                    Optional<String> there = tail.retryOf(one.letter());
                    Outcome outcome = there.isPresent()
                            ? noted(one.letter(), there.get(), who)
                            : send(log, tail, one, force, who);
                    outcomes.add(outcome);
                    if (there.isEmpty() && outcome.refusal() == null) {
                        sent.add(one);
                    }
                }
            }
            return force ? outcomes : withOvertaken(outcomes, sent, revision);
        });
    }

    private LogTail read(List<Candidate> candidates, Revision revision) {
        Set<String> logs = candidates.stream()
                .map(Candidate::letter)
                .filter(letter -> letter.view() == null)
                .flatMap(letter -> revision.source(letter.source()).stream())
                .map(source -> Topics.log(revision.pipeline(), source.name()))
                .collect(Collectors.toSet());
        LogTail tail = new LogTail(kafka, table);
        tail.read(
                logs,
                candidates.stream().map(Candidate::letter).toList(),
                candidates.stream()
                        .flatMap(one -> Stream.ofNullable(one.mended()))
                        .toList());
        return tail;
    }

    private Outcome send(LogAppender log, LogTail tail, Candidate candidate, boolean force, String who) {
        Mended one = candidate.mended();
        WeirpoolException refusal = candidate.refusal();
        if (one == null) {
            return new Outcome(candidate.letter().id(), null, null, refusal);
        }
        Optional<String> later = force ? Optional.empty() : tail.laterThan(one);
        if (later.isPresent()) {
            String detail = "a later command of its key stands at " + later.get();
            return new Outcome(one.letter().id(), null, null, new WeirpoolException(ErrorCode.OVERTAKES, detail));
        }
        return noted(one.letter(), append(log, tail, one, force, who), who);
    }

    private Outcome noted(Letter letter, String as, String who) {
        table.retried(letter.id(), as, who);
        return new Outcome(letter.id(), as, null, null);
    }

    private String append(LogAppender log, LogTail tail, Mended one, boolean force, String who) {
        table.audit(who, "dead-letter retry", one.letter().id(), detail(one, force));
        long offset = log.append(
                one.to(),
                one.key() == null ? null : one.key().array(),
                one.value() == null ? null : one.value().array(),
                one.headers());
        String as = one.to() + "/" + offset;
        tail.sent(one, as, offset);
        return as;
    }

    private static String detail(Mended one, boolean force) {
        boolean edited =
                one.value() != null && !Objects.equals(one.value(), one.letter().payload());
        return (edited ? "edited, " : "as it was, ") + (force ? "forced" : "behind no other");
    }

    /** Looks at what came between the look and the records. */
    private List<Outcome> withOvertaken(List<Outcome> outcomes, List<Candidate> sent, Revision revision) {
        LogTail tail = read(sent, revision);
        List<Outcome> told = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String as = outcome.as();
            Optional<String> overtook = as == null
                    ? Optional.empty()
                    : sent.stream()
                            .filter(one -> one.letter().id().equals(outcome.id()))
                            .flatMap(one -> Stream.ofNullable(one.mended()))
                            .findFirst()
                            .flatMap(one -> tail.overtakenBy(one, as));
            told.add(overtook.map(late -> new Outcome(outcome.id(), as, late, null))
                    .orElse(outcome));
        }
        return told;
    }
}
