package io.weirpool.processor.topology;

import static java.util.Objects.requireNonNull;

import io.weirpool.processor.state.KnownKeys;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Outgoing;
import io.weirpool.processor.task.StageGroup;
import io.weirpool.processor.task.StageTask;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A {@link StageTask} as Kafka Streams runs it. */
final class StageProcessor implements Processor<byte[], Outgoing, byte[], Outgoing> {
    private final FlowPlan flow;
    private final StageGroup group;
    private final FlowTools tools;

    private @Nullable StageTask task;
    private @Nullable CommitTimer timer;
    private @Nullable KnownKeys known;

    StageProcessor(FlowPlan flow, StageGroup group, FlowTools tools) {
        this.flow = flow;
        this.group = group;
        this.tools = tools;
    }

    static String store(StageGroup group) {
        return group.name() + "-state";
    }

    static String hook(StageGroup group) {
        return group.name() + "-flush";
    }

    /** Also called again on the same object after an unclean close: nothing held survives. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(store(group));
        close();
        KnownKeys keys = tools.opened(store);
        known = keys;
        StageTask made = new StageTask(
                flow,
                tools.metrics(),
                group,
                context.taskId().partition(),
                keys,
                new StreamsEmitter(group.name(), context));
        task = made;
        FlushHook hook = context.getStateStore(hook(group));
        CommitTimer commits = new CommitTimer(context, tools.pace());
        timer = commits;
        hook.onFlush(context, () -> {
            made.flush();
            commits.committed();
        });
        if (made.begin()) {
            commits.begun();
        }
    }

    @Override
    public void process(Record<byte[], Outgoing> message) {
        requireNonNull(task).process(message.value().value(), StreamsEmitter.traceOf(message.headers()));
        requireNonNull(timer).taken();
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
    }
}
