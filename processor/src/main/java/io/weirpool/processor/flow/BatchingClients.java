package io.weirpool.processor.flow;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's clients for a flow; the consumer gives what it reads of the logs in batches (see {@link BatchedPolls}). */
final class BatchingClients implements KafkaClientSupplier {
    private final Set<String> logs;
    private final BooleanSupplier standsBy;
    private final LongConsumer committed;

    /**
     * Clients.
     *
     * @param logs topics whose records are batched
     * @param standsBy whether nobody waits for the flow
     * @param committed is told when a thread has committed, in milliseconds since 1970
     */
    BatchingClients(Set<String> logs, BooleanSupplier standsBy, LongConsumer committed) {
        this.logs = Set.copyOf(logs);
        this.standsBy = standsBy;
        this.committed = committed;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FlowProducer(config, committed);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return batching(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteBufferDeserializer()),
                new Gathering(standsBy));
    }

    /** The same consumer, but for what its polls give; it gives values where they were read, not copies of them. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    Consumer<byte[], byte[]> batching(Consumer<byte[], ByteBuffer> consumer, Gathering gathering) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new BatchedPolls(consumer, logs, gathering));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
