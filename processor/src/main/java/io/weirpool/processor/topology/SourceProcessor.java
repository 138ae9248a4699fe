package io.weirpool.processor.topology;

import static java.util.Objects.requireNonNull;

import io.weirpool.processor.state.KnownKeys;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Outgoing;
import io.weirpool.processor.task.SourceStage;
import io.weirpool.sql.check.RowChecker;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A {@link SourceStage} as Kafka Streams runs it. */
final class SourceProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    static final String STAGE = "source";
    static final String STORE = "source-state";
    static final String HOOK = "source-flush";

    private final FlowPlan flow;
    private final FlowTools tools;
    private final Map<String, RowChecker> checkers;

    private @Nullable ProcessorContext<byte[], Outgoing> context;
    private @Nullable SourceStage stage;
    private @Nullable CommitTimer timer;
    private @Nullable KnownKeys known;

    SourceProcessor(FlowPlan flow, FlowTools tools, Map<String, RowChecker> checkers) {
        this.flow = flow;
        this.tools = tools;
        this.checkers = checkers;
    }

    /** Also called again on the same object after an unclean close: nothing held survives. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> taskContext) {
        context = taskContext;
        KeyValueStore<Bytes, byte[]> store = taskContext.getStateStore(STORE);
        close();
        KnownKeys keys = tools.opened(store);
        known = keys;
        SourceStage made = new SourceStage(
                flow,
                tools.metrics(),
                checkers,
                taskContext.taskId().partition(),
                keys,
                new StreamsEmitter(STAGE, taskContext));
        stage = made;
        FlushHook hook = taskContext.getStateStore(HOOK);
        CommitTimer commits = new CommitTimer(taskContext, tools.pace());
        timer = commits;
        hook.onFlush(taskContext, () -> {
            made.flush();
            commits.committed();
        });
        if (made.hasMoved()) {
            commits.begun();
        }
    }

    /** A batch; see {@link LogBatch}. */
    @Override
    public void process(Record<byte[], byte[]> batch) {
        SourceStage to = requireNonNull(stage);
        long now = requireNonNull(context).currentSystemTimeMs();
        LogBatch read = LogBatch.in(batch.headers());
        RecordMetadata from = requireNonNull(context).recordMetadata().orElseThrow();
        to.arrived(from.topic());
        for (ConsumerRecord<byte[], ByteBuffer> record : read.records()) {
            tools.limit().await(record.topic(), record.partition(), record.offset(), record.timestamp(), now);
            to.process(logRecord(record));
            tools.pace().taken(record.timestamp(), now);
        }
        to.skip(from.topic(), read.nextOffset());
        requireNonNull(timer).taken();
    }

    private static SourceStage.LogRecord logRecord(ConsumerRecord<byte[], ByteBuffer> record) {
        Headers headers = record.headers();
        boolean plain = headers.toArray().length == 0; // as most are; looking for each by name costs more
        return new SourceStage.LogRecord(
                record.topic(),
                record.key(),
                record.value(),
                record.offset(),
                record.timestamp(),
                plain ? null : StreamsEmitter.traceOf(headers),
                plain ? null : StreamsEmitter.idOf(headers),
                plain ? null : StreamsEmitter.tickOf(headers));
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
    }
}
