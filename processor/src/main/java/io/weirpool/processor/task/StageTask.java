package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.WriteBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One task of a group of stages: keeps the state of the keys sent to it for every stage of the group, and hears from every
 * task that sends to it how far that is. Used by one thread; what was not flushed when it ends is gone.
 */
public final class StageTask implements HopBatch.Receiver {
    /** Of markers in the store, where a stage's entries have its number. */
    private static final byte[] MARKER_PREFIX = {-1, -1, -1, -1};

    private final FlowPlan flow;
    private final MeterRegistry metrics;
    private final StageGroup group;
    private final int partition;
    private final Emitter emitter;
    private final WriteBack state;
    private final OrderedStore markers;
    /** By number, so that each is flushed after those it reads. */
    private final TreeMap<Integer, StageState> stages = new TreeMap<>();

    private final Map<ViewProgram, ViewWriter> writers = new LinkedHashMap<>();
    private final Set<ViewProgram> ending = new LinkedHashSet<>();
    private final Map<Hop, HopSender> next = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Reached>> senders = new TreeMap<>();
    private boolean moved;

    /**
     * A task on what it kept.
     *
     * @param store its own
     */
    public StageTask(
            FlowPlan flow,
            MeterRegistry metrics,
            StageGroup group,
            int partition,
            OrderedStore store,
            Emitter emitter) {
        this.metrics = metrics;
        this.flow = flow;
        this.group = group;
        this.partition = partition;
        this.emitter = emitter;
        this.state = new WriteBack(store);
        this.markers = state.under(MARKER_PREFIX);
        flow.hopsFrom(group).forEach(hop -> next.put(hop, new HopSender(hop, emitter)));
        restoreMarkers();
        addStages();
    }

    private void restoreMarkers() {
        flow.hopsTo(group).forEach(hop -> senders.put(hop.from(), new TreeMap<>()));
        try (OrderedStore.Cursor cursor = markers.scan(new byte[0], false)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                ByteInput key = new ByteInput(entry.key());
                requireNonNull(senders.get((int) key.readVarint()), "a marker over a hop that the flow does not have")
                        .put(key.readText(), Reached.read(new ByteInput(entry.value())));
            }
        }
    }

    /** The last first, as those before send to them. */
    private void addStages() {
        List<Integer> numbers = flow.graph().in(group);
        for (int i = numbers.size() - 1; i >= 0; i--) {
            int number = numbers.get(i);
            stages.put(number, new StageState(flow.graph(), number, state.under(prefix(number)), new Neighbours()));
            flow.graph().node(number).readers().stream()
                    .filter(FlowGraph.Reader::isLast)
                    .forEach(reader -> ending.add(reader.program()));
        }
    }

    private static byte[] prefix(int stage) {
        ByteOutput out = new ByteOutput(4);
        out.writeInt(stage);
        return out.toByteArray();
    }

    private final class Neighbours implements StageState.Around {
        @Override
        public HopInput input(Edge edge) {
            return edge.stays()
                    ? requireNonNull(stages.get(edge.stage())).input(edge)
                    : requireNonNull(next.get(flow.graph().hop(edge)))
                            .input(edge, flow.graph().node(edge.stage()).stage());
        }

        @Override
        public ViewWriter writer(ViewProgram program) {
            return writers.computeIfAbsent(program, p -> new ViewWriter(p, partition, emitter));
        }

        @Override
        public Readers readers(Collection<ViewProgram> programs) {
            Map<ViewProgram, ViewWriter> those = new LinkedHashMap<>();
            programs.forEach(program -> those.put(program, writer(program)));
            return new Readers(flow.wanted(), those);
        }

        @Override
        public StageCounts counts(int stage) {
            Map<ViewProgram, OperatorCounts> byView = new LinkedHashMap<>();
            for (FlowGraph.Reader reader : flow.graph().node(stage).readers()) {
                String operator = Integer.toString(reader.operator());
                byView.put(reader.program(), new OperatorCounts(metrics, flow.number(), reader.program(), operator));
            }
            return new StageCounts(byView);
        }
    }

    /** Makes what is there without any command; says whether there is something new to commit. Once, before all else. */
    public boolean begin() {
        boolean began = false;
        for (StageState stage : stages.values()) {
            began |= stage.begin(partition);
        }
        return began;
    }

    /** Takes a record of a hop to this task. */
    public void process(byte @Nullable [] value, @Nullable String traceparent) {
        emitter.trace(traceparent);
        if (value != null) {
            HopBatch.read(value, this);
            stages.values().forEach(StageState::relieve);
        }
    }

    @Override
    public void row(int stage, byte[] key, byte[] value) {
        requireNonNull(stages.get(stage), "a row of a stage that is not here").merge(key, value);
    }

    @Override
    public void marker(int level, String sender, Reached reached) {
        Map<String, Reached> ofLevel =
                requireNonNull(senders.get(level), "a marker over a hop that the flow does not have");
        Reached merged = ofLevel.getOrDefault(sender, Reached.NOTHING).with(reached);
        ofLevel.put(sender, merged);
        ByteOutput key = new ByteOutput(16);
        key.writeVarint(level);
        key.writeText(sender);
        ByteOutput out = new ByteOutput(64);
        merged.write(out);
        markers.put(key.toByteArray(), out.toByteArray());
        moved = true;
    }

    /** Sends and stores all that is held back; before each commit. */
    public void flush() {
        stages.values().forEach(StageState::flush);
        Reached reached = moved ? reached() : Reached.NOTHING;
        if (moved) {
            Marks marks = new Marks(flow, reached);
            stages.values().forEach(stage -> stage.close(marks));
        }
        next.values().forEach(HopSender::flush);
        moved = false;
        tell(reached);
        state.flush();
    }

    private void tell(ViewProgram program, Reached reached) {
        if (!flow.wanted().has(program)) {
            return;
        }
        TreeSet<String> logs = new TreeSet<>();
        program.sources().forEach(source -> logs.add(flow.log(source)));
        Reached part = reached.of(logs);
        if (!part.points().isEmpty()) {
            requireNonNull(writers.get(program)).marker(part);
        }
    }

    private void tell(Reached reached) {
        if (reached.points().isEmpty()) {
            return;
        }
        ending.forEach(program -> tell(program, reached));
        next.values().forEach(sender -> sender.marker(Integer.toString(partition), reached));
    }

    /** What all who send here have come to: of the logs each partition has one sender, of a stage each task has a say. */
    private Reached reached() {
        List<Reached> hops = new ArrayList<>();
        senders.forEach((level, bySender) -> hops.add(level == 0 ? together(bySender) : byAll(bySender)));
        return Reached.byAll(hops);
    }

    private static Reached together(Map<String, Reached> senders) {
        Reached all = Reached.NOTHING;
        for (Reached one : senders.values()) {
            all = all.with(one);
        }
        return all;
    }

    private Reached byAll(Map<String, Reached> senders) {
        return senders.size() < group.partitions() ? Reached.NOTHING : Reached.byAll(senders.values());
    }
}
