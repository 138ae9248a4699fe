package io.weirpool.sink.postgres;

import io.weirpool.common.catalog.View;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.common.topic.Topics;
import io.weirpool.sink.batch.RowRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The table of one version of a view: how its records are read and its rows written. Thread-safe. */
final class ViewTable {
    private final String view;
    private final String topic;
    private final RowDecoder decoder;
    private final RowStatements statements;

    ViewTable(Name pipeline, View view) {
        this.view = view.name() + ".v" + view.version();
        this.topic = Topics.view(pipeline, view.name(), view.version());
        this.decoder = RowDecoder.of(view);
        this.statements = new RowStatements(TableShape.of(view));
    }

    RowDecoder decoder() {
        return decoder;
    }

    RowStatements statements() {
        return statements;
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
