package io.weirpool.processor.topology;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.state.WriteBack;
import io.weirpool.sql.check.RowChecker;
import io.weirpool.sql.compile.RowFunction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The task of partition p of every log a flow reads. */
final class SourceProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    static final String STAGE = "source";
    static final String STORE = "source-state";
    static final String HOOK = "source-flush";

    private final FlowPlan flow;
    private final FlowTools tools;
    private final Map<String, RowChecker> checkers;
    private final Map<String, SourceTask> tasks = new HashMap<>();
    private final Map<Hop, HopSender> hops = new LinkedHashMap<>();
    private final Map<String, List<ViewWriter>> direct = new HashMap<>();

    private @Nullable ProcessorContext<byte[], Outgoing> context;
    private @Nullable WriteBack state;

    SourceProcessor(FlowPlan flow, FlowTools tools, Map<String, RowChecker> checkers) {
        this.flow = flow;
        this.tools = tools;
        this.checkers = checkers;
    }

    /** Also called again on the same object after an unclean close: nothing held survives. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> taskContext) {
        context = taskContext;
        tasks.clear();
        hops.clear();
        direct.clear();
        KeyValueStore<Bytes, byte[]> store = taskContext.getStateStore(STORE);
        WriteBack held = new WriteBack(new StreamsStore(store));
        state = held;
        Emitter emitter = new Emitter(STAGE, taskContext);
        flow.partitionsAt(1).forEach(n -> hops.put(new Hop(1, n), new HopSender(new Hop(1, n), emitter)));
        int partition = taskContext.taskId().partition();
        flow.sources().forEach((log, source) -> {
            if (partition < source.partitions()) {
                tasks.put(log, task(log, source, partition, held, emitter));
            }
        });
        FlushHook hook = taskContext.getStateStore(HOOK);
        hook.onFlush(taskContext, this::flush);
        if (tasks.values().stream().anyMatch(SourceTask::hasMoved)) {
            TaskStart.commitSoon(taskContext);
        }
    }

    private SourceTask task(String log, Source source, int partition, WriteBack held, Emitter emitter) {
        LogPartition logPartition = new LogPartition(log, partition);
        List<Integer> used = flow.columnsUsed(source);
        Map<ViewProgram, ViewEntry> entries = new LinkedHashMap<>();
        for (ViewProgram program : flow.readers(source)) {
            entries.put(program, entry(program, log, used, partition, emitter));
        }
        return new SourceTask(
                source,
                logPartition,
                used,
                new SourceReader(source, requireNonNull(checkers.get(log))),
                entries,
                held.under((log + "\0").getBytes(StandardCharsets.UTF_8)),
                emitter,
                Topics.deadLetters(flow.pipeline()),
                new Ledger(tools.metrics(), flow.number(), source.name().value()),
                flow.firstOffsets().getOrDefault(logPartition, 0L));
    }

    private ViewEntry entry(ViewProgram program, String log, List<Integer> used, int partition, Emitter emitter) {
        RowFunction function = program.entryFrom(used);
        if (!program.stages().isEmpty()) {
            Hop hop = new Hop(1, program.view().partitions());
            HopSender sender = requireNonNull(hops.get(hop));
            return new EntryToHop(
                    function, sender.input(program, program.stages().get(0)));
        }
        ViewWriter writer = new ViewWriter(program, partition, emitter);
        direct.computeIfAbsent(log, l -> new ArrayList<>()).add(writer);
        return program.view().key() instanceof ViewKey.LogPosition
                ? new EntryOfBag(function, writer)
                : new EntryOfTable(function, writer);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata place = requireNonNull(context).recordMetadata().orElseThrow();
        SourceTask task = requireNonNull(tasks.get(place.topic()), "a record of a log that is not read");
        task.process(message.key(), message.value(), place.offset(), message.timestamp(), message.headers());
    }

    private void flush() {
        tasks.values().forEach(SourceTask::flushViews);
        hops.values().forEach(HopSender::flush);
        tasks.forEach((log, task) -> {
            Reached reached = task.takeMoved();
            if (reached != null) {
                String sender = task.partition().toString();
                hops.values().forEach(hop -> hop.marker(sender, reached));
                direct.getOrDefault(log, List.of()).forEach(writer -> writer.marker(reached));
            }
        });
        requireNonNull(state).flush();
    }
}
