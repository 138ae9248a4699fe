package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.RowRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The table of one version of a view: how its records are read and its rows written. Thread-safe. */
final class ViewTable {
    private final String view;
    private final String topic;
    private final RowDecoder decoder;
    private final RowStatements statements;
    private final CopyStatement copy;
    private final boolean grows;
    private final View.@Nullable Copied copied;
    /** Where its column stands among those of the key. */
    private final int copiedAt;

    ViewTable(Name pipeline, View view) {
        this.view = view.versionedName();
        this.topic = Topics.view(pipeline, view.name(), view.version());
        this.decoder = RowDecoder.of(view);
        this.statements = new RowStatements(TableShape.of(view));
        this.copy = new CopyStatement(TableShape.of(view));
        this.grows = view.key() instanceof ViewKey.LogPosition;
        this.copied = view.copied();
        this.copiedAt = copied == null ? -1 : TableShape.of(view).key().indexOf(copied.column());
    }

    RowDecoder decoder() {
        return decoder;
    }

    RowStatements statements() {
        return statements;
    }

    CopyStatement copy() {
        return copy;
    }

    /** Whether all its rows are new, each known by the command it came from: a batch is written once. */
    boolean grows() {
        return grows;
    }

    /**
     * Whether the row of this key is a copy of the live version's: the flow, which does not know all that led to it, has no
     * say in it.
     */
    boolean isCopied(@Nullable Object[] key) {
        return copied != null && key[copiedAt] instanceof Number value && value.longValue() < copied.below();
    }

    /** The same of a key as the view topic has it; of one that cannot be read, not. */
    boolean isCopied(String key) {
        try {
            return copied != null && isCopied(decoder.key(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8))));
        } catch (RowDecoder.Unreadable hash) {
            return false;
        }
    }

    /** A letter for a row that could not be written; its place is the view topic. */
    DeadLetter refused(int partition, RowRecord row, ErrorCode code, String detail) {
        return new DeadLetter(
                "%s/%d/%d/%s".formatted(topic, partition, row.offset(), view),
                topic,
                partition,
                row.offset(),
                view,
                code.slug(),
                detail,
                row.key(),
                row.value(),
                row.traceparent(),
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }
}
