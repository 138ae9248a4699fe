package io.weirpool.ingest.check;

import io.weirpool.common.codec.CloudEvents;
import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows.Parsed;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** CloudEvents in JSON, one or a batch; the data of each is a row. */
final class EventReader implements RowReader {
    private final RowForms forms;
    private final CloudEvents events;
    private CloudEvents.@Nullable Event last;

    EventReader(RowForms forms, byte[] text, boolean batch) {
        this.forms = forms;
        this.events = CloudEvents.open(text, batch);
    }

    @Override
    public @Nullable Parsed next() {
        CloudEvents.Event event = events.next();
        last = event;
        forms.none();
        if (event == null) {
            return null;
        }
        if (!event.errors().isEmpty()) {
            return new Parsed(null, event.errors(), true);
        }
        return forms.read(event.data(), event.from(), event.to(), Math.max(event.line(), 1), event.pointer());
    }

    @Override
    public byte @Nullable [] written() {
        return forms.lastWritten();
    }

    @Override
    public byte @Nullable [] id() {
        return last == null ? null : last.id().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public FieldError inLastRow(FieldError mistake) {
        String pointer = last == null ? "" : last.pointer();
        int line = last == null ? 0 : last.line();
        return new FieldError(pointer + mistake.pointer(), line, mistake.column(), mistake.code(), mistake.detail());
    }

    @Override
    public void close() {
        events.close();
    }
}
