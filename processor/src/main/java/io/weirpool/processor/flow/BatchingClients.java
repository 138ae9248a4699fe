package io.weirpool.processor.flow;

import io.weirpool.processor.topology.LogBatch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's clients for a flow; the consumer gives what it reads of the logs in batches (see {@link LogBatch}). */
final class BatchingClients implements KafkaClientSupplier {
    private final Set<String> logs;

    /** @param logs topics whose records are batched */
    BatchingClients(Set<String> logs) {
        this.logs = Set.copyOf(logs);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return batching(plain(config));
    }

    /** The same consumer, but for what its polls give. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    Consumer<byte[], byte[]> batching(Consumer<byte[], byte[]> consumer) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> call(consumer, method, arguments));
    }

    /** Of some seventy methods one is changed. */
    private Object call(Consumer<byte[], byte[]> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(consumer, arguments);
            return result instanceof ConsumerRecords<?, ?> ? batched(result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // the consumer reads bytes
    private Object batched(Object polled) {
        ConsumerRecords<byte[], byte[]> records = (ConsumerRecords<byte[], byte[]>) polled;
        if (records.isEmpty()) {
            return records;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
            batches.put(partition, logs.contains(partition.topic()) ? List.of(LogBatch.of(read)) : read);
        }
        return new ConsumerRecords<>(batches, records.nextOffsets());
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
