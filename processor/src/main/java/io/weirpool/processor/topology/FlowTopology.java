package io.weirpool.processor.topology;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.Outgoing;
import io.weirpool.processor.task.StageGroup;
import io.weirpool.sql.check.RowChecker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds the topology of a flow: the tasks of the logs, then group by group the hops and the tasks after them. */
public final class FlowTopology {
    /** A task's first records of a new flow: its whole log. */
    private static final AutoOffsetReset FROM_THE_START = AutoOffsetReset.earliest();

    private final FlowPlan flow;
    private final FlowTools tools;
    private final StreamsBuilder builder = new StreamsBuilder();

    private FlowTopology(FlowPlan flow, FlowTools tools) {
        this.flow = flow;
        this.tools = tools;
    }

    /**
     * The topology of a flow.
     *
     * @param inMemory whether stores are on the heap and restored from their changelogs at each start
     * @param commits when its tasks commit
     * @param limit what holds it back
     */
    public static Topology build(
            FlowPlan flow, MeterRegistry metrics, boolean inMemory, CommitPace commits, Pace limit) {
        return new FlowTopology(flow, new FlowTools(metrics, inMemory, commits, limit)).build();
    }

    private Topology build() {
        Map<String, RowChecker> checkers = new TreeMap<>();
        flow.sources().forEach((log, source) -> checkers.put(log, RowChecker.of(source)));
        KStream<byte[], Outgoing> sources = builder.stream(
                        flow.sources().keySet(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withOffsetResetPolicy(FROM_THE_START))
                .process(
                        new Tasks<byte[]>(
                                () -> new SourceProcessor(flow, tools, checkers),
                                List.of(store(SourceProcessor.STORE), FlushHook.builder(SourceProcessor.HOOK))),
                        Named.as(SourceProcessor.STAGE));
        Map<Hop, KStream<byte[], Outgoing>> arriving = new TreeMap<>();
        toTopics(sources, SourceProcessor.STAGE);
        flow.hopsFromLogs().forEach(hop -> arriving.put(hop, hop(sources, SourceProcessor.STAGE, hop)));
        for (StageGroup group : flow.groups()) {
            KStream<byte[], Outgoing> after = stages(group, flow.hopsTo(group), arriving);
            flow.hopsFrom(group).forEach(hop -> arriving.put(hop, hop(after, group.name(), hop)));
        }
        return builder.build();
    }

    private static KStream<byte[], Outgoing> hop(KStream<byte[], Outgoing> from, String stage, Hop hop) {
        StreamPartitioner<byte[], Outgoing> partitioner = FlowTopology::partitions;
        return from.filter((key, value) -> true, Named.as(StreamsEmitter.child(stage, hop.name())))
                .repartition(Repartitioned.<byte[], Outgoing>as(hop.name())
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(outgoing())
                        .withNumberOfPartitions(hop.partitions())
                        .withStreamPartitioner(partitioner));
    }

    private KStream<byte[], Outgoing> stages(
            StageGroup group, List<Hop> from, Map<Hop, KStream<byte[], Outgoing>> arriving) {
        KStream<byte[], Outgoing> all = requireNonNull(arriving.get(from.get(0)));
        for (Hop hop : from.subList(1, from.size())) {
            all = all.merge(requireNonNull(arriving.get(hop)), Named.as(hop.name() + "-merge"));
        }
        KStream<byte[], Outgoing> after = all.process(
                new Tasks<Outgoing>(
                        () -> new StageProcessor(flow, group, tools),
                        List.of(store(StageProcessor.store(group)), FlushHook.builder(StageProcessor.hook(group)))),
                Named.as(group.name() + "-tasks"));
        toTopics(after, group.name());
        return after;
    }

    /** Writes the value only; what is read has no topic. */
    @SuppressWarnings("NullAway") // a serializer's null is a tombstone, though its signature does not say so
    private static Serde<Outgoing> outgoing() {
        Serializer<Outgoing> serializer = (topic, outgoing) -> outgoing.value();
        Deserializer<Outgoing> deserializer = (topic, bytes) -> new Outgoing("", Outgoing.BY_KEY, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** The stage's name in {@link StreamsEmitter} and the name of its child node agree. */
    private static void toTopics(KStream<byte[], Outgoing> from, String stage) {
        StreamPartitioner<byte[], Outgoing> partitioner = FlowTopology::partitions;
        from.filter((key, value) -> true, Named.as(StreamsEmitter.child(stage, StreamsEmitter.TOPICS)))
                .to(
                        (key, value, context) -> value.topic(),
                        Produced.<byte[], Outgoing>with(Serdes.ByteArray(), outgoing())
                                .withStreamPartitioner(partitioner)
                                .withName(stage + "-sink"));
    }

    private static Optional<Set<Integer>> partitions(String topic, byte[] key, Outgoing value, int count) {
        return value.partitions(count);
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                        !tools.inMemory() ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    /** A processor per task with the stores connected to it. */
    private record Tasks<V>(Supplier<Processor<byte[], V, byte[], Outgoing>> tasks, List<StoreBuilder<?>> storesUsed)
            implements ProcessorSupplier<byte[], V, byte[], Outgoing> {
        @Override
        public Processor<byte[], V, byte[], Outgoing> get() {
            return tasks.get();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.copyOf(storesUsed);
        }
    }
}
