package io.weirpool.processor.task;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Position.LogPartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the commands of one log partition, by the declaration that fits them. Used by one thread. */
final class CommandReader {
    private final Source source;
    private final LogPartition partition;
    private final List<Integer> used;
    private final SourceReader reader;
    private final Wanted wanted;
    private @Nullable WiderReader wider;
    /** Whether the catalog is known as of a time after the records that are worked on were appended. */
    private boolean catalogIsNew;

    /** {@code used}: the columns that the flow's versions look at; {@code reader} reads as the flow was built. */
    CommandReader(Source source, LogPartition partition, List<Integer> used, SourceReader reader, Wanted wanted) {
        this.source = source;
        this.partition = partition;
        this.used = List.copyOf(used);
        this.reader = reader;
        this.wanted = wanted;
    }

    /** Records that are read from now on were there before: what the catalog says now holds for them. */
    void arrived() {
        catalogIsNew = false;
    }

    SourceReader.Command read(SourceStage.LogRecord message) {
        SourceReader.Command command = readAsDeclared(message);
        byte[] id = message.id();
        if (id == null || source.isKeyed() || command instanceof SourceReader.Refused) {
            return command;
        }
        return reader.misplaced(message.key(), id, partition.partition())
                .<SourceReader.Command>map(refused -> refused)
                .orElse(command);
    }

    /**
     * As the flow knows the source; if that is of no use, as it is declared now. The gateway may know of a declaration before
     * this process does: so none is refused before the catalog has been read to its end.
     */
    private SourceReader.Command readAsDeclared(SourceStage.LogRecord message) {
        SourceReader.Command command = reader.read(message.key(), message.value(), partition.partition());
        if (!(command instanceof SourceReader.Refused)) {
            return command;
        }
        SourceReader.Command asKnown = readAsDeclaredNow(command, message);
        if (!(asKnown instanceof SourceReader.Refused) || catalogIsNew) {
            return asKnown;
        }
        wanted.catchUp();
        catalogIsNew = true;
        return readAsDeclaredNow(command, message);
    }

    private SourceReader.Command readAsDeclaredNow(SourceReader.Command asBuilt, SourceStage.LogRecord message) {
        Source now = wanted.now(source);
        if (now.equals(source)) {
            return asBuilt;
        }
        WiderReader newest = wider;
        if (newest == null || !newest.reads(now)) {
            newest = new WiderReader(source, used, now);
            wider = newest;
        }
        return newest.read(message.key(), message.value(), partition.partition());
    }
}
