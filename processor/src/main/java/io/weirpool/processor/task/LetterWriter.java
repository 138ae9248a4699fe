package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.DeadLetter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes the dead letters of one log partition. Used by one thread. */
final class LetterWriter {
    private final String topic;
    private final Name source;
    private final LogPartition partition;
    private final Emitter emitter;

    LetterWriter(String topic, Name source, LogPartition partition, Emitter emitter) {
        this.topic = topic;
        this.source = source;
        this.partition = partition;
        this.emitter = emitter;
    }

    /** {@code view}: the version that cannot take the command; null when none can. */
    void write(@Nullable String view, ErrorCode code, String detail, SourceStage.LogRecord message) {
        String place = partition + "/" + message.offset();
        String id = view == null ? place : place + "/" + view;
        DeadLetter letter = new DeadLetter(
                id,
                source.value(),
                partition.partition(),
                message.offset(),
                view,
                code.slug(),
                detail,
                bytes(message.key()),
                bytes(message.valueBytes()),
                emitter.trace(),
                TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
        emitter.toTopic(new Outgoing(topic, Outgoing.BY_KEY, letter.toJson()), id.getBytes(UTF_8), null);
    }

    private static @Nullable Bytes bytes(byte @Nullable [] value) {
        return value == null ? null : Bytes.wrap(value);
    }
}
