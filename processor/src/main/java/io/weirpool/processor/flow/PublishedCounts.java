package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.metrics.MetricNames;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.FlowCounts;
import io.weirpool.common.topic.FlowCounts.Count;
import io.weirpool.common.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the operators of this processor's flows have counted, so that whoever explains a view can sum over all processors:
 * one record for each flow whose counts have changed, every two seconds, so that an idle flow costs nothing. A restarted
 * processor goes on from what it had told before, under the same name, so that there is one record for each. Nobody depends on
 * it: what cannot be sent is sent with the next.
 */
final class PublishedCounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedCounts.class);

    private static final int EVERY_MS = 2_000;
    /** Nobody waits for a flow's last counts for longer when the process stops. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final KafkaConfig kafka;
    private final MeterRegistry metrics;
    private final String process;
    private final Map<Integer, FlowCounts> told = new HashMap<>();
    /** Of flows that have counted anything, what was told before this start. */
    private final Map<Integer, FlowCounts> before = new HashMap<>();

    private final ScheduledExecutorService thread;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile Flows flows = new Flows(new Name("none"), Set.of());

    private record Flows(Name pipeline, Set<Integer> numbers) {
        Flows {
            numbers = Set.copyOf(numbers);
        }
    }

    private PublishedCounts(String process, KafkaConfig kafka, MeterRegistry metrics) {
        this.process = process;
        this.kafka = kafka;
        this.metrics = metrics;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread telling = new Thread(task, "weirpool-counts");
            telling.setDaemon(true);
            return telling;
        });
    }

    /** @param process whose counts these are: see {@link ProcessorName} */
    static PublishedCounts start(String process, KafkaConfig kafka, MeterRegistry metrics) {
        PublishedCounts counts = new PublishedCounts(process, kafka, metrics);
        Future<?> unused = // telling never fails
                counts.thread.scheduleWithFixedDelay(counts::tell, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
        return counts;
    }

    /** What runs from now on. From any thread. */
    void of(Name pipeline, Set<Integer> numbers) {
        flows = new Flows(pipeline, numbers);
    }

    private void tell() {
        Flows now = flows;
        try {
            for (int flow : now.numbers()) {
                FlowCounts counts = counts(flow);
                if (!counts.counts().isEmpty() && !counts.equals(told.get(flow))) {
                    String topic = Topics.about(now.pipeline(), flow);
                    byte[] all = before(flow, topic).plus(counts).toJson();
                    Future<?> unused = producer().send(new ProducerRecord<>(topic, process.getBytes(UTF_8), all));
                    told.put(flow, counts);
                }
            }
            told.keySet().retainAll(now.numbers());
            before.keySet().retainAll(now.numbers());
        } catch (KafkaException | WeirpoolException e) {
            told.clear();
            LOG.debug("counts are told later: {}", e.toString());
        }
    }

    private FlowCounts before(int flow, String topic) {
        FlowCounts known = before.get(flow);
        if (known == null) {
            try (KafkaLook look = KafkaLook.open(kafka)) {
                byte[] last = LogReader.newest(kafka, look, topic).get(process);
                known = last == null ? new FlowCounts(process, List.of()) : FlowCounts.fromJson(last);
            }
            before.put(flow, known);
        }
        return known;
    }

    private FlowCounts counts(int flow) {
        Map<List<String>, long[]> counted = new TreeMap<>(Comparator.comparing(List::toString));
        for (Counter counter : metrics.find(MetricNames.OPERATOR_ROWS)
                .tag(MetricNames.TAG_FLOW, Integer.toString(flow))
                .counters()) {
            List<String> operator = List.of(tag(counter, MetricNames.TAG_VIEW), tag(counter, MetricNames.TAG_OPERATOR));
            boolean in = tag(counter, MetricNames.TAG_DIRECTION).equals(MetricNames.DIRECTION_IN);
            counted.computeIfAbsent(operator, o -> new long[2])[in ? 0 : 1] += Math.round(counter.count());
        }
        return new FlowCounts(
                process,
                counted.entrySet().stream()
                        .map(e -> new Count(e.getKey().get(0), e.getKey().get(1), e.getValue()[0], e.getValue()[1]))
                        .toList());
    }

    private static String tag(Counter counter, String name) {
        return String.valueOf(counter.getId().getTag(name));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> properties = kafka.clientProperties();
            properties.put("acks", "1");
            properties.put("enable.idempotence", false);
            properties.put("max.block.ms", EVERY_MS);
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Once more before, so that what this process did is not forgotten. */
    @Override
    public void close() {
        thread.execute(() -> {
            tell();
            if (producer != null) {
                producer.close(CLOSE_MAX);
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2 * CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
