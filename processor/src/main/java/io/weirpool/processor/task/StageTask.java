package io.weirpool.processor.task;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.WriteBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One task of a group of stages: keeps the state of the keys sent to it for every stage of the group, and hears from every
 * task that sends to it how far that is. Used by one thread; what was not flushed when it ends is gone.
 */
public final class StageTask implements HopBatch.Receiver {
    /** Of markers in the store: no view has this number with all likelihood, and one that has is refused. */
    private static final int MARKERS = 0xFFFF_FFFF;

    private static final byte[] MARKER_PREFIX = {-1, -1, -1, -1};

    private final FlowPlan flow;
    private final MeterRegistry metrics;
    private final StageGroup group;
    private final int partition;
    private final Emitter emitter;
    private final WriteBack state;
    private final OrderedStore markers;
    private final Map<Integer, Map<Integer, StageState>> stages = new LinkedHashMap<>();
    private final Map<ViewProgram, ViewWriter> ending = new LinkedHashMap<>();
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
        flow.programs().forEach(this::addStages);
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

    private void addStages(ViewProgram program) {
        List<Integer> numbers = program.stagesIn(group);
        if (program.number() == MARKERS) {
            throw new IllegalStateException(program.versionedName() + " has the number of markers");
        }
        if (numbers.isEmpty()) {
            return;
        }
        ViewWriter writer = new ViewWriter(program, partition, emitter);
        TreeMap<Integer, StageState> states = new TreeMap<>(); // a stage is flushed after those it reads
        for (int i = numbers.size() - 1; i >= 0; i--) {
            int number = numbers.get(i);
            OrderedStore store = state.under(prefix(program, number));
            OperatorCounts counts = new OperatorCounts(metrics, flow.number(), program, Integer.toString(number));
            states.put(
                    number,
                    new StageState(program, number, store, writer, counts, edge -> input(program, edge, states)));
            if (program.isLast(number)) {
                ending.put(program, writer);
            }
        }
        stages.put(program.number(), states);
    }

    /** Where an edge out of a stage sends; {@code later}: those of the task that may read it. */
    private HopInput input(ViewProgram program, Edge edge, Map<Integer, StageState> later) {
        return edge.stays()
                ? requireNonNull(later.get(edge.stage())).input(edge)
                : requireNonNull(next.get(program.hop(edge))).input(program, edge);
    }

    private static byte[] prefix(ViewProgram program, int stage) {
        ByteOutput out = new ByteOutput(6);
        out.writeInt(program.number());
        out.writeByte((byte) (stage >> 8));
        out.writeByte((byte) stage);
        return out.toByteArray();
    }

    /** Makes what is there without any command; says whether there is something new to commit. Once, before all else. */
    public boolean begin() {
        boolean began = false;
        for (Map<Integer, StageState> states : stages.values()) {
            for (StageState stage : states.values()) {
                began |= stage.begin(partition);
            }
        }
        return began;
    }

    /** Takes a record of a hop to this task. */
    public void process(byte @Nullable [] value, @Nullable String traceparent) {
        emitter.trace(traceparent);
        if (value != null) {
            HopBatch.read(value, this);
            stages.values().forEach(states -> states.values().forEach(StageState::relieve));
        }
    }

    @Override
    public void row(int view, int stage, byte[] key, byte[] value) {
        Map<Integer, StageState> states =
                requireNonNull(stages.get(view), "a row of a view that the flow does not have");
        requireNonNull(states.get(stage), "a row of a stage that is not here").merge(key, value);
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
        stages.values().forEach(states -> states.values().forEach(StageState::flush));
        Reached reached = moved ? reached() : Reached.NOTHING;
        if (moved) {
            Marks marks = new Marks(flow, reached);
            stages.values().forEach(states -> states.values().forEach(stage -> stage.close(marks)));
        }
        next.values().forEach(HopSender::flush);
        moved = false;
        tell(reached);
        state.flush();
    }

    private void tell(Reached reached) {
        if (reached.points().isEmpty()) {
            return;
        }
        ending.forEach((program, writer) -> {
            if (!flow.wanted().has(program)) {
                return;
            }
            TreeSet<String> logs = new TreeSet<>();
            program.sources().forEach(source -> logs.add(flow.log(source)));
            Reached part = reached.of(logs);
            if (!part.points().isEmpty()) {
                writer.marker(part);
            }
        });
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
