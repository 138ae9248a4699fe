package io.weirpool.processor.topology;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Calls a processor back inside each commit, after the last record and before the transaction ends, so that it can write
 * and forward what it held back.
 *
 * <p>There is no public way. A punctuator is wrong: rebalances and other tasks of the thread commit between its calls;
 * {@code StateStore.commit()} is not called at the commits of a running exactly-once task. {@code
 * StreamTask.prepareCommit()} however flushes each store that implements the internal {@link CachedStateStore}, in
 * topological order; so this is such a store, and an empty one. It was read and tried in Kafka {@value #KAFKA}; another
 * version is refused until somebody has looked again.
 */
final class FlushHook implements StateStore, CachedStateStore<Object, Object> {
    static final String KAFKA = "4.3.1";

    private final String name;
    private @Nullable Runnable flush;
    private boolean open;

    private FlushHook(String name) {
        this.name = name;
    }

    /** A hook under this name, to be connected to one processor. */
    static StoreBuilder<FlushHook> builder(String name) {
        String running = AppInfoParser.getVersion();
        if (!running.equals(KAFKA)) {
            throw new WeirpoolException(
                    ErrorCode.INTERNAL, "Kafka clients are %s, the commit hook is for %s".formatted(running, KAFKA));
        }
        return new Builder(name);
    }

    /** From now on {@code action} runs in each commit, as if in the processor's {@code process()}. */
    <K, V> void onFlush(ProcessorContext<K, V> context, Runnable action) {
        InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context;
        ProcessorNode<?, ?, ?, ?> node = internal.currentNode();
        flush = () -> runAs(internal, node, action);
    }

    private static void runAs(InternalProcessorContext<?, ?> context, ProcessorNode<?, ?, ?, ?> node, Runnable action) {
        ProcessorNode<?, ?, ?, ?> nodeBefore = context.currentNode();
        ProcessorRecordContext recordBefore = context.recordContext();
        context.setCurrentNode(node);
        context.setRecordContext(
                new ProcessorRecordContext(context.currentSystemTimeMs(), -1, -1, "", new RecordHeaders()));
        try {
            action.run();
        } finally {
            context.setCurrentNode(nodeBefore);
            context.setRecordContext(recordBefore);
        }
    }

    @Override
    public void flushCache() {
        if (flush != null) {
            flush.run();
        }
    }

    /** After an unclean close; the processor drops what it holds in {@code init()}. */
    @Override
    public void clearCache() {
        flush = null;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
        flush = null;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Builder(String name) implements StoreBuilder<FlushHook> {
        @Override
        public StoreBuilder<FlushHook> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<FlushHook> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<FlushHook> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<FlushHook> withLoggingDisabled() {
            return this;
        }

        @Override
        public FlushHook build() {
            return new FlushHook(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
