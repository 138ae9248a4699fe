package io.weirpool.bench.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own producer with the server's settings: the same rows to the same log, acks=all, as fast as it goes. What our door
 * does beside that is checking, HTTP and answers.
 */
final class RawProducer {
    /** As our door changes partitions: by 16 KiB. */
    private static final int ROWS_OF_BATCH = 120;

    static final String DONE = "rows per second: ";

    private RawProducer() {}

    /** Arguments: bootstrap servers, topic, seconds to warm up, seconds that count. Prints {@link #DONE}, the rate, and its CPU seconds last. */
    public static void main(String[] args) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "bootstrap.servers",
                args[0],
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "batch.size",
                64 * 1024,
                "linger.ms",
                2,
                "buffer.memory",
                64L << 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            run(producer, args[1], Long.parseLong(args[2]));
            double cpu = cpuSeconds();
            long start = System.nanoTime();
            long rows = run(producer, args[1], Long.parseLong(args[3]));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(DONE + Math.round(rows / seconds) + ", CPU seconds " + (cpuSeconds() - cpu));
        }
    }

    /** Sends for so long, and waits for the last; how many there were. */
    private static long run(KafkaProducer<byte[], byte[]> producer, String topic, long seconds) {
        AtomicLong failed = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long id = 0;
        while (System.nanoTime() < end) {
            int partition = (int) (id / ROWS_OF_BATCH % 2);
            var unused =
                    producer.send(new ProducerRecord<>(topic, partition, null, Posts.row(id)), (place, failure) -> {
                        if (failure != null) {
                            failed.incrementAndGet();
                        }
                    });
            id++;
        }
        producer.flush();
        return id - failed.get();
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }
}
