package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.model.Bytes;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.DeadLetter;
import io.weirpool.processor.operator.TableSource;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.ExpressionFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One partition of one source's log: each command is checked once, applied once, and shown to every view of the flow. */
final class LogTask {
    private static final byte[] POSITION = {0};
    private static final byte[] ROWS = {1};
    private static final long MICROS_PER_MILLI = 1_000;

    private final Source source;
    private final LogPartition partition;
    private final SourceReader reader;
    private final Map<ViewProgram, ViewEntry> views;
    private final int[] used;
    private final @Nullable TableSource table;
    private final KeyCodec keys;
    private final OrderedStore store;
    private final Emitter emitter;
    private final String deadLetters;
    private final Ledger ledger;

    private Reached.Point reached;
    private boolean moved;

    LogTask(
            Source source,
            LogPartition partition,
            List<Integer> columnsUsed,
            SourceReader reader,
            Map<ViewProgram, ViewEntry> views,
            OrderedStore store,
            Emitter emitter,
            String deadLetters,
            Ledger ledger,
            long firstOffset) {
        this.source = source;
        this.partition = partition;
        this.reader = reader;
        this.views = views;
        this.used = columnsUsed.stream().mapToInt(Integer::intValue).toArray();
        this.keys = KeyCodec.of(source.columns(), source.key());
        this.store = store;
        this.table = source.isTable()
                ? new TableSource(RowCodec.of(source.columns().project(columnsUsed)), store.under(ROWS))
                : null;
        this.emitter = emitter;
        this.deadLetters = deadLetters;
        this.ledger = ledger;
        byte[] stored = store.get(POSITION);
        this.moved = stored == null;
        this.reached = stored == null ? new Reached.Point(firstOffset, 0) : point(stored);
    }

    private static Reached.Point point(byte[] stored) {
        ByteInput in = new ByteInput(stored);
        return new Reached.Point(in.readVarint(), in.readZigzag());
    }

    void process(SourceStage.LogRecord message) {
        byte[] key = message.key();
        byte[] value = message.value();
        long offset = message.offset();
        long asOf = Math.max(reached.asOfMicros(), message.appendedMillis() * MICROS_PER_MILLI);
        reached = new Reached.Point(offset + 1, asOf);
        moved = true;
        emitter.trace(message.traceparent());
        SourceReader.Command command = reader.read(key, value, partition.partition());
        if (command instanceof SourceReader.Refused refused) {
            ledger.count(Ledger.Fate.DEAD);
            deadLetter(null, refused.code(), refused.detail(), key, value, offset);
        } else {
            ledger.count(apply(command, key, value, offset));
        }
    }

    private Ledger.Fate apply(
            SourceReader.Command command, byte @Nullable [] key, byte @Nullable [] value, long offset) {
        @Nullable Object @Nullable [] after = command instanceof SourceReader.Put put ? narrow(put.row()) : null;
        @Nullable Object @Nullable [] before = null;
        if (table != null) {
            @Nullable Object[] keyed =
                    command instanceof SourceReader.Put put ? put.row() : ((SourceReader.Delete) command).row();
            TableSource.Replaced replaced = table.put(keys.encode(keyed), after);
            if (replaced.isNothing()) {
                return Ledger.Fate.APPLIED;
            }
            before = replaced.before();
        }
        boolean taken = false;
        boolean failed = false;
        for (Map.Entry<ViewProgram, ViewEntry> view : views.entrySet()) {
            try {
                taken |= view.getValue().apply(before, after, offset);
            } catch (ExpressionFailure failure) {
                failed = true;
                String detail = String.valueOf(failure.getMessage());
                deadLetter(view.getKey().versionedName(), failure.code(), detail, key, value, offset);
            }
        }
        return failed ? Ledger.Fate.DEAD : taken ? Ledger.Fate.APPLIED : Ledger.Fate.FILTERED;
    }

    private @Nullable Object[] narrow(@Nullable Object[] row) {
        @Nullable Object[] narrow = new Object[used.length];
        for (int i = 0; i < used.length; i++) {
            narrow[i] = row[used[i]];
        }
        return narrow;
    }

    private void deadLetter(
            @Nullable String view,
            ErrorCode code,
            String detail,
            byte @Nullable [] key,
            byte @Nullable [] value,
            long offset) {
        String place = partition + "/" + offset;
        String id = view == null ? place : place + "/" + view;
        DeadLetter letter = new DeadLetter(
                id,
                source.name().value(),
                partition.partition(),
                offset,
                view,
                code.slug(),
                detail,
                key == null ? null : Bytes.wrap(key),
                value == null ? null : Bytes.wrap(value),
                emitter.trace(),
                System.currentTimeMillis() * MICROS_PER_MILLI);
        ledger.deadLetter(code);
        emitter.toTopic(new Outgoing(deadLetters, Outgoing.BY_KEY, letter.toJson()), id.getBytes(UTF_8), null);
    }

    /** Sends what the views without a hop hold back. */
    void flushViews() {
        views.values().forEach(ViewEntry::flush);
    }

    /** How far it is, if that changed since the last time it was asked; null otherwise. */
    @Nullable Reached takeMoved() {
        if (!moved) {
            return null;
        }
        moved = false;
        ByteOutput out = new ByteOutput(20);
        out.writeVarint(reached.nextOffset());
        out.writeZigzag(reached.asOfMicros());
        store.put(POSITION, out.toByteArray());
        return Reached.of(partition, reached);
    }

    boolean hasMoved() {
        return moved;
    }

    LogPartition partition() {
        return partition;
    }
}
