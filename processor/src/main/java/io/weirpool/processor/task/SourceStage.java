package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.check.RowChecker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task of partition p of every log a flow reads. Used by one thread; what was not flushed when it ends is gone.
 */
public final class SourceStage {
    private final FlowPlan flow;
    private final MeterRegistry metrics;
    private final Map<String, RowChecker> checkers;
    private final int partition;
    private final Emitter emitter;
    private final WriteBack state;
    private final Map<String, LogTask> tasks = new HashMap<>();
    private final Map<Hop, HopSender> hops = new LinkedHashMap<>();
    private final Map<String, Map<ViewProgram, ViewWriter>> direct = new HashMap<>();
    /** Of the log of the record before: most come from the same. */
    private @Nullable LogTask current;

    /**
     * A record of a log.
     *
     * @param log the topic
     * @param value on the heap; nobody moves its position
     * @param appendedMillis when the broker appended it, since the epoch
     * @param id that a client gave it ({@link Topics#HEADER_ID}); null where none did
     * @param tick of a record that only says the time ({@link Topics#HEADER_TICK}); null of all others
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record LogRecord(
            String log,
            byte @Nullable [] key,
            @Nullable ByteBuffer value,
            long offset,
            long appendedMillis,
            @Nullable String traceparent,
            byte @Nullable [] id,
            @Nullable String tick) {
        /** A copy of the value's bytes. */
        byte @Nullable [] valueBytes() {
            return value == null ? null : bytes(value);
        }

        private static byte[] bytes(ByteBuffer value) {
            byte[] bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
            return bytes;
        }
    }

    /**
     * A task on what it kept.
     *
     * @param checkers by log
     * @param store its own
     */
    public SourceStage(
            FlowPlan flow,
            MeterRegistry metrics,
            Map<String, RowChecker> checkers,
            int partition,
            OrderedStore store,
            Emitter emitter) {
        this.flow = flow;
        this.metrics = metrics;
        this.checkers = checkers;
        this.partition = partition;
        this.emitter = emitter;
        this.state = new WriteBack(store);
        flow.hopsFromLogs().forEach(hop -> hops.put(hop, new HopSender(hop, emitter)));
        flow.sources().forEach((log, source) -> {
            if (partition < source.partitions()) {
                tasks.put(log, task(log, source));
            }
        });
    }

    private LogTask task(String log, Source source) {
        LogPartition logPartition = new LogPartition(log, partition);
        List<Integer> used = flow.columnsUsed(source);
        Map<ViewProgram, ViewEntry> entries = new LinkedHashMap<>();
        Map<Edge, EntryToStages.Lane> lanes = lanes(source, used);
        for (ViewProgram program : flow.readers(source)) {
            OperatorCounts counts =
                    new OperatorCounts(metrics, flow.number(), program, MetricNames.OPERATOR_LOG + source.name());
            entries.put(program, new CountedEntry(entry(program, log, used, lanes), counts));
        }
        return new LogTask(
                source,
                logPartition,
                used,
                new SourceReader(source, used, requireNonNull(checkers.get(log))),
                entries,
                state.under((log + "\0").getBytes(StandardCharsets.UTF_8)),
                emitter,
                flow,
                metrics,
                flow.firstOffsets().getOrDefault(logPartition, 0L));
    }

    private ViewEntry entry(ViewProgram program, String log, List<Integer> used, Map<Edge, EntryToStages.Lane> lanes) {
        return program.direct().map(view -> direct(program, view, log, used)).orElseGet(() -> toStages(program, lanes));
    }

    private ViewEntry direct(ViewProgram program, ViewProgram.Direct view, String log, List<Integer> used) {
        ViewWriter writer = new ViewWriter(program, partition, emitter);
        direct.computeIfAbsent(log, l -> new LinkedHashMap<>()).put(program, writer);
        LogRows rows = new LogRows(view.scan(), Pipe.of(view.steps()), used);
        return program.view().key() instanceof ViewKey.LogPosition
                ? new EntryOfBag(rows, writer)
                : new EntryOfTable(rows, writer);
    }

    /** The ways from a log to stages, whoever these are part of; {@code used}: the columns that its rows have. */
    private Map<Edge, EntryToStages.Lane> lanes(Source source, List<Integer> used) {
        FlowGraph graph = flow.graph();
        Map<Edge, EntryToStages.Lane> lanes = new LinkedHashMap<>();
        for (Edge edge : graph.edges()) {
            if (edge.from() instanceof Edge.FromLog from && from.scan().source().equals(source.name())) {
                HopInput input = requireNonNull(hops.get(graph.hop(edge)))
                        .input(edge, graph.node(edge.stage()).stage());
                lanes.put(edge, new EntryToStages.Lane(new LogRows(from.scan(), edge.pipe(), used), input));
            }
        }
        lanes.forEach((edge, lane) -> lanes.forEach((other, holding) -> {
            if (graph.meet(edge, other)) {
                lane.togetherWith(holding);
            }
        }));
        return lanes;
    }

    private ViewEntry toStages(ViewProgram program, Map<Edge, EntryToStages.Lane> lanes) {
        List<EntryToStages.Lane> own = new ArrayList<>();
        lanes.forEach((edge, lane) -> {
            if (flow.graph().node(edge.stage()).isOf(program)) {
                own.add(lane);
            }
        });
        return new EntryToStages(own);
    }

    /** Whether it has something to say that no flush has said: at a flow's start, where its logs begin. */
    public boolean hasMoved() {
        return tasks.values().stream().anyMatch(LogTask::hasMoved);
    }

    /** Records of this log that are processed from now on have arrived before. */
    public void arrived(String log) {
        requireNonNull(tasks.get(log), "records of a log that is not read").arrived();
    }

    public void process(LogRecord message) {
        LogTask task = current;
        if (task == null || !task.partition().log().equals(message.log())) {
            task = requireNonNull(tasks.get(message.log()), "a record of a log that is not read");
            current = task;
        }
        task.process(message);
    }

    /** There is no command in this log before that offset but those that were processed. */
    public void skip(String log, long nextOffset) {
        requireNonNull(tasks.get(log), "an offset of a log that is not read").skip(nextOffset);
    }

    /** Sends and stores all that is held back; before each commit. */
    public void flush() {
        tasks.values().forEach(LogTask::flushViews);
        hops.values().forEach(HopSender::flush);
        tasks.forEach((log, task) -> {
            Reached reached = task.takeMoved();
            if (reached != null) {
                String sender = task.partition().toString();
                hops.values().forEach(hop -> hop.marker(sender, reached));
                direct.getOrDefault(log, Map.of()).forEach((program, writer) -> {
                    if (flow.wanted().has(program)) {
                        writer.marker(reached);
                    }
                });
            }
        });
        state.flush();
    }
}
