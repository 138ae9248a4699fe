package io.weirpool.processor.topology;

import static java.util.Objects.requireNonNull;

import io.weirpool.common.codec.ByteInput;
import io.weirpool.common.codec.ByteOutput;
import io.weirpool.common.model.Change;
import io.weirpool.common.topic.Topics;
import io.weirpool.processor.operator.BagView;
import io.weirpool.processor.operator.FinalAggregate;
import io.weirpool.processor.operator.HopInput;
import io.weirpool.processor.operator.HopOutput;
import io.weirpool.processor.operator.Outcome;
import io.weirpool.processor.operator.RowHash;
import io.weirpool.processor.state.OrderedStore;
import io.weirpool.processor.state.WriteBack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The task after a hop: keeps the state of the keys sent to it for every view with a stage there, and hears from every
 * task before the hop how far it is.
 */
final class HopProcessor implements Processor<byte[], Outgoing, byte[], Outgoing>, HopBatch.Receiver {
    /** Of markers in the store: no view has this number with all likelihood, and {@link #init} refuses one that has. */
    private static final int MARKERS = 0xFFFF_FFFF;

    private static final byte[] MARKER_PREFIX = {-1, -1, -1, -1};

    private final FlowPlan flow;
    private final Hop hop;
    private final Map<Integer, HopOutput> stages = new LinkedHashMap<>();
    private final Map<String, List<ViewWriter>> ending = new HashMap<>();
    private final Map<String, Reached> senders = new TreeMap<>();

    private @Nullable Emitter emitter;
    private @Nullable HopSender next;
    private @Nullable WriteBack state;
    private @Nullable OrderedStore markers;
    private int partition;
    private boolean moved;

    HopProcessor(FlowPlan flow, Hop hop) {
        this.flow = flow;
        this.hop = hop;
    }

    static String store(Hop hop) {
        return hop.name() + "-state";
    }

    static String hook(Hop hop) {
        return hop.name() + "-flush";
    }

    /** Also called again on the same object after an unclean close: nothing held survives. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        stages.clear();
        ending.clear();
        senders.clear();
        moved = false;
        partition = context.taskId().partition();
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(store(hop));
        WriteBack held = new WriteBack(new StreamsStore(store));
        state = held;
        Emitter own = new Emitter(hop.name(), context);
        emitter = own;
        next = flow.partitionsAt(hop.level() + 1).contains(hop.partitions()) ? new HopSender(hop.next(), own) : null;
        restoreMarkers(held.under(MARKER_PREFIX));
        for (ViewProgram program : flow.at(hop)) {
            if (program.number() == MARKERS) {
                throw new IllegalStateException(program.versionedName() + " has the number of markers");
            }
            stages.put(program.number(), stage(program, held.under(program.prefix()), own));
        }
        FlushHook hook = context.getStateStore(hook(hop));
        hook.onFlush(context, this::flush);
        boolean began = beginGlobals();
        if (began) {
            TaskStart.commitSoon(context);
        }
    }

    private void restoreMarkers(OrderedStore stored) {
        markers = stored;
        try (OrderedStore.Cursor cursor = stored.scan(new byte[0], false)) {
            while (cursor.hasNext()) {
                OrderedStore.Entry entry = cursor.next();
                String sender = new String(entry.key(), StandardCharsets.UTF_8);
                senders.put(sender, Reached.read(new ByteInput(entry.value())));
            }
        }
    }

    private HopOutput stage(ViewProgram program, OrderedStore store, Emitter own) {
        ViewProgram.Stage stage = requireNonNull(program.stageAt(hop));
        ViewWriter writer = new ViewWriter(program, partition, own);
        if (program.endsAt(hop)) {
            String log = Topics.log(flow.pipeline(), program.source());
            ending.computeIfAbsent(log, l -> new ArrayList<>()).add(writer);
        }
        if (stage instanceof ViewProgram.Counted counted) {
            return new BagView(counted.codec(), store, writer::counted);
        }
        ViewProgram.Aggregated aggregated = (ViewProgram.Aggregated) stage;
        if (program.endsAt(hop)) {
            return new FinalAggregate(
                    aggregated.layout(),
                    aggregated.after(),
                    store,
                    (key, before, after) -> writer.changed(errorKey(aggregated, writer, key), before, after));
        }
        HopInput input = requireNonNull(next).input(program, program.stages().get(hop.level()));
        return new FinalAggregate(aggregated.layout(), aggregated.after(), store, (key, before, after) -> {
            pass(input, before, -1);
            pass(input, after, 1);
            writer.error(ViewWriter.hashKey(RowHash.of(key)), before, after);
        });
    }

    private static void pass(HopInput input, Outcome outcome, long weight) {
        @Nullable Object[] row = outcome.rowOrNull();
        if (row != null) {
            input.apply(new Change(row, weight));
        }
    }

    private static byte[] errorKey(ViewProgram.Aggregated aggregated, ViewWriter writer, byte[] group) {
        List<Integer> columns = aggregated.errorKey();
        return columns == null
                ? ViewWriter.hashKey(RowHash.of(group))
                : writer.keyOf(aggregated.layout().group(group), columns);
    }

    /** A global aggregate has a row from the start, made by the task that keeps the empty key. */
    private boolean beginGlobals() {
        if (HopBatch.partition(new byte[0], hop.partitions()) != partition) {
            return false;
        }
        boolean began = false;
        for (HopOutput stage : stages.values()) {
            if (stage instanceof FinalAggregate aggregate) {
                began |= aggregate.begin();
            }
        }
        return began;
    }

    @Override
    public void process(Record<byte[], Outgoing> message) {
        Header trace = message.headers().lastHeader(Topics.HEADER_TRACEPARENT);
        requireNonNull(emitter)
                .trace(
                        trace == null || trace.value() == null
                                ? null
                                : new String(trace.value(), StandardCharsets.US_ASCII));
        byte[] bytes = message.value().value();
        if (bytes != null) {
            HopBatch.read(bytes, this);
        }
    }

    @Override
    public void row(int view, byte[] key, byte[] value) {
        requireNonNull(stages.get(view), "a row of a view that the flow does not have")
                .merge(key, value);
    }

    @Override
    public void marker(String sender, Reached reached) {
        Reached merged = senders.getOrDefault(sender, Reached.NOTHING).with(reached);
        senders.put(sender, merged);
        ByteOutput out = new ByteOutput(64);
        merged.write(out);
        requireNonNull(markers).put(sender.getBytes(StandardCharsets.UTF_8), out.toByteArray());
        moved = true;
    }

    private void flush() {
        stages.values().forEach(HopOutput::flush);
        HopSender sender = next;
        if (sender != null) {
            sender.flush();
        }
        if (moved) {
            moved = false;
            Reached reached = reached();
            ending.forEach((log, writers) -> {
                Reached part = reached.of(log);
                if (!part.points().isEmpty()) {
                    writers.forEach(writer -> writer.marker(part));
                }
            });
            if (sender != null && !reached.points().isEmpty()) {
                sender.marker(Integer.toString(partition), reached);
            }
        }
        requireNonNull(state).flush();
    }

    /** After the first hop each log partition has one sender; after later ones every task before it has a say. */
    private Reached reached() {
        if (hop.level() == 1) {
            Reached all = Reached.NOTHING;
            for (Reached one : senders.values()) {
                all = all.with(one);
            }
            return all;
        }
        return senders.size() < hop.partitions() ? Reached.NOTHING : Reached.byAll(senders.values());
    }
}
