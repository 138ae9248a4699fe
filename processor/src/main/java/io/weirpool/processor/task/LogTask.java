package io.weirpool.processor.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.Watermark;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.codec.IdWindow;
import io.weirpool.common.codec.KeyCodec;
import io.weirpool.common.codec.RowCodec;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.LedgerEntry;
import io.weirpool.common.topic.Repeats;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.ids.CommandId;
import io.weirpool.processor.ids.IdMemory;
import io.weirpool.processor.operator.TableSource;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.sql.compile.ExpressionFailure;
import io.weirpool.sql.plan.EventTimePolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One partition of one source's log: each command is checked once, applied once, and shown to every view of the flow. */
final class LogTask {
    private static final byte[] POSITION = {0};
    private static final byte[] ROWS = {1};
    private static final byte[] IDS = {2};
    private static final byte[] COUNTS = {3};
    private static final long MICROS_PER_MILLI = 1_000;

    private final Source source;
    private final LogPartition partition;
    private final CommandReader commands;
    private final LetterWriter letters;
    private final Map<ViewProgram, ViewEntry> views;
    private final Wanted wanted;
    private final int[] used;
    private final @Nullable TableSource table;
    private final IdMemory ids;
    private final KeyCodec keys;
    private final OrderedStore store;
    private final Emitter emitter;
    private final String ledgerTopic;
    private final String repeatTopic;
    private final RepeatRuns repeats;
    private final Ledger ledger;
    private final @Nullable EventClock clock;
    private final long firstOffset;

    /** The first offset that was not read yet. */
    private long nextOffset;
    /** When the newest record that was read came into the log. */
    private long asOfMicros;

    private boolean moved;

    LogTask(
            Source source,
            LogPartition partition,
            List<Integer> columnsUsed,
            SourceReader reader,
            Map<ViewProgram, ViewEntry> views,
            OrderedStore store,
            Emitter emitter,
            FlowPlan flow,
            MeterRegistry metrics,
            long firstOffset) {
        this.source = source;
        this.partition = partition;
        this.commands = new CommandReader(source, partition, columnsUsed, reader, flow.wanted());
        this.views = views;
        this.wanted = flow.wanted();
        this.used = columnsUsed.stream().mapToInt(Integer::intValue).toArray();
        this.keys = KeyCodec.of(source.columns(), source.key());
        this.store = store;
        this.table = source.isTable()
                ? new TableSource(RowCodec.of(source.columns().project(columnsUsed)), store.under(ROWS))
                : null;
        this.ids = new IdMemory(store.under(IDS), IdWindow.of(source.options()).toMillis());
        this.emitter = emitter;
        this.firstOffset = firstOffset;
        this.letters = new LetterWriter(Topics.deadLetters(flow.pipeline()), source.name(), partition, emitter);
        this.ledgerTopic = Topics.ledger(flow.pipeline());
        this.repeatTopic = Topics.repeats(flow.pipeline());
        this.repeats = new RepeatRuns(partition);
        byte[] stored = store.get(POSITION);
        this.moved = stored == null;
        long greatest = EventClock.NEVER;
        if (stored == null) {
            this.nextOffset = firstOffset;
        } else {
            ByteInput in = new ByteInput(stored);
            this.nextOffset = in.readVarint();
            this.asOfMicros = in.readZigzag();
            greatest = in.remaining() > 0 ? in.readZigzag() : greatest;
        }
        this.ledger = new Ledger(metrics, flow.number(), source.name().value(), store.under(COUNTS), nextOffset);
        this.clock = source.watermark() == null ? null : new EventClock(source.watermark(), greatest);
    }

    void process(SourceStage.LogRecord message) {
        if (message.offset() < firstOffset && nextOffset == firstOffset) {
            return; // the flow begins later, and has not begun
        }
        refuseAnotherLog(message.offset());
        nextOffset = message.offset() + 1;
        asOfMicros = Math.max(asOfMicros, message.appendedMillis() * MICROS_PER_MILLI);
        moved = true;
        emitter.trace(message.traceparent());
        if (clock != null && message.tick() != null && message.value() == null) {
            tick(clock, message, message.tick());
            return;
        }
        ledger.taken();
        SourceReader.Command command = commands.read(message);
        if (command instanceof SourceReader.Refused refused) {
            ledger.count(refuse(refused, message));
        } else {
            ledger.count(once(command, message));
        }
    }

    /**
     * A log only grows, and a task's position is committed with its state. When Kafka's own offsets went with a topic that was
     * deleted, its namesake would be read from the beginning: each command would count again.
     */
    private void refuseAnotherLog(long offset) {
        if (offset < nextOffset) {
            throw new WeirpoolException(
                    ErrorCode.GAP,
                    "gap: %s gives the record at %d, the flow has read up to %d: the log was deleted and made again"
                            .formatted(partition, offset, nextOffset));
        }
    }

    /** What is between the last command and this offset is nobody's, such as the end of a producer's transaction. */
    void skip(long offset) {
        if (offset > nextOffset) {
            nextOffset = offset;
            moved = true;
        }
    }

    /** Records that are processed from now on were there before: what the catalog says now holds for them. */
    void arrived() {
        commands.arrived();
    }

    private Ledger.Fate refuse(SourceReader.Refused refused, SourceStage.LogRecord message) {
        deadLetter(null, refused.code(), refused.detail(), message);
        return Ledger.Fate.DEAD;
    }

    /** A command that was there already has no effect; one that cannot be read is none, and its id stays free. */
    private Ledger.Fate once(SourceReader.Command command, SourceStage.LogRecord message) {
        byte[] id = source.isKeyed() && !source.isTable() ? message.key() : message.id();
        if (id == null) {
            return apply(command, message);
        }
        long content = IdMemory.content(message.key(), message.valueBytes());
        return switch (ids.claim(CommandId.of(id), content, asOfMicros / MICROS_PER_MILLI)) {
            case FIRST -> apply(command, message);
            case REPEAT -> repeat(message);
            case OTHER_CONTENT -> refuse(SourceReader.keyReuse(id), message);
        };
    }

    private Ledger.Fate repeat(SourceStage.LogRecord message) {
        repeats.add(message.offset(), message.traceparent());
        return Ledger.Fate.DUPLICATE;
    }

    /** No command of a stream with a watermark, so that it is not counted as one. */
    private void tick(EventClock time, SourceStage.LogRecord message, String micros) {
        try {
            time.take(Long.parseLong(micros), message.appendedMillis());
            ledger.tick();
        } catch (NumberFormatException e) {
            ledger.taken();
            ledger.count(Ledger.Fate.DEAD);
            deadLetter(null, ErrorCode.UNDECODABLE, "header " + Topics.HEADER_TICK + ": not a number", message);
        }
    }

    private Ledger.Fate apply(SourceReader.Command command, SourceStage.LogRecord message) {
        if (command instanceof SourceReader.Outgrown outgrown) {
            return giveUp(outgrown, message);
        }
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
        EventClock.Verdict verdict = clock == null || !(command instanceof SourceReader.Put put)
                ? EventClock.Verdict.IN_TIME
                : clock.take(put.row(), message.appendedMillis());
        Ledger.Fate fate = Ledger.Fate.FILTERED;
        for (Map.Entry<ViewProgram, ViewEntry> view : views.entrySet()) {
            if (!wanted.has(view.getKey())) {
                continue;
            }
            boolean leftOut = verdict != EventClock.Verdict.IN_TIME
                    && view.getKey().eventTime().closes();
            Ledger.Fate ofView =
                    leftOut ? leaveOut(view, verdict, after, message) : apply(view, before, after, message);
            fate = fate.or(ofView);
        }
        return fate;
    }

    /** Nobody's mistake: the command is a dead letter of the versions that cannot hold it, and goes when they go. */
    private Ledger.Fate giveUp(SourceReader.Outgrown outgrown, SourceStage.LogRecord message) {
        views.keySet().stream()
                .filter(wanted::has)
                .forEach(view -> deadLetter(view.versionedName(), ErrorCode.ROW_INVALID, outgrown.detail(), message));
        return Ledger.Fate.DEAD;
    }

    private Ledger.Fate apply(
            Map.Entry<ViewProgram, ViewEntry> view,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after,
            SourceStage.LogRecord message) {
        try {
            boolean taken = view.getValue().apply(before, after, message.offset());
            return taken ? Ledger.Fate.APPLIED : Ledger.Fate.FILTERED;
        } catch (ExpressionFailure failure) {
            String detail = String.valueOf(failure.getMessage());
            deadLetter(view.getKey().versionedName(), failure.code(), detail, message);
            return Ledger.Fate.DEAD;
        }
    }

    /** What the view would not want anyway is no loss to it. */
    private Ledger.Fate leaveOut(
            Map.Entry<ViewProgram, ViewEntry> view,
            EventClock.Verdict verdict,
            @Nullable Object @Nullable [] row,
            SourceStage.LogRecord message) {
        ViewProgram program = view.getKey();
        if (row == null || !view.getValue().wants(row)) {
            return Ledger.Fate.FILTERED;
        }
        if (verdict == EventClock.Verdict.AHEAD) {
            String detail = "the row's time is more than "
                    + Duration.of(watermark().aheadMicros(), ChronoUnit.MICROS) + " ahead of its append to the log";
            deadLetter(program.versionedName(), ErrorCode.TIME_AHEAD, detail, message);
            return Ledger.Fate.DEAD;
        }
        ledger.late(program.view().name());
        if (program.eventTime().late() == EventTimePolicy.Late.DEAD_LETTER) {
            String detail = "an earlier row of the partition has a time more than "
                    + Duration.of(watermark().delayMicros(), ChronoUnit.MICROS) + " after the row's";
            deadLetter(program.versionedName(), ErrorCode.LATE, detail, message);
        }
        return Ledger.Fate.LATE;
    }

    private Watermark watermark() {
        return requireNonNull(clock, "a row was judged without a clock").watermark();
    }

    private @Nullable Object[] narrow(@Nullable Object[] row) {
        @Nullable Object[] narrow = new Object[used.length];
        for (int i = 0; i < used.length; i++) {
            narrow[i] = row[used[i]];
        }
        return narrow;
    }

    private void deadLetter(@Nullable String view, ErrorCode code, String detail, SourceStage.LogRecord message) {
        ledger.deadLetter(code);
        letters.write(view, code, detail, message);
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
        ids.flush();
        repeats.take().forEach(this::tell);
        ByteOutput out = new ByteOutput(20);
        out.writeVarint(nextOffset);
        out.writeZigzag(asOfMicros);
        if (clock != null) {
            out.writeZigzag(clock.greatest());
        }
        store.put(POSITION, out.toByteArray());
        LedgerEntry counted = ledger.flush(partition.partition(), nextOffset);
        emitter.toTopic(
                new Outgoing(ledgerTopic, Outgoing.BY_KEY, counted.toJson()),
                counted.key().getBytes(UTF_8),
                null);
        return Reached.of(
                partition, new Reached.Point(nextOffset, asOfMicros, clock == null ? EventClock.NEVER : clock.mark()));
    }

    private void tell(Repeats found) {
        byte[] key = partition.toString().getBytes(UTF_8);
        emitter.toTopic(new Outgoing(repeatTopic, Outgoing.BY_KEY, found.toJson()), key, null);
    }

    boolean hasMoved() {
        return moved;
    }

    LogPartition partition() {
        return partition;
    }
}
