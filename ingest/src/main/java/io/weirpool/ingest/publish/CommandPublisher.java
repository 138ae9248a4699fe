package io.weirpool.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.topic.Topics;
import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends commands to logs and completes when all in-sync replicas hold them. One idempotent producer for the process:
 * batches fill from all requests, and the order of sends per partition is the order in the log.
 *
 * <p>Refuses at once, having sent nothing, when too much is in flight ({@code LOG_BUSY}) or the log is known to be out
 * of reach ({@code LOG_UNAVAILABLE}); so a thread waits for Kafka in {@link #append} for a second at most, and only when
 * the cluster's metadata was lost. Thread-safe.
 */
public final class CommandPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);

    /*
     * From send to acknowledgement. A broker restart takes 3 to 8 seconds and is then bridged without an error; clients
     * commonly give up after 30.
     */
    static final Duration DELIVERY_MAX = Duration.ofSeconds(12);

    /* One attempt; two fit into the delivery time-out. */
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(5);

    /* Longest wait of a caller's thread for metadata. The log is known to be there when we send, so this is rare. */
    private static final Duration SEND_BLOCKS_MAX = Duration.ofSeconds(1);

    /* Bytes of a batch per partition: a hundred rows or more; larger ones gain little and cost memory per partition. */
    private static final int BATCH_BYTES = 64 * 1024;

    /*
     * Waiting for a batch to fill. Acknowledgement takes some milliseconds anyway, so this adds little to one post and
     * makes one request to the broker of those that come together.
     */
    private static final Duration LINGER = Duration.ofMillis(1);

    /* Rows of a post that are worth waiting for one's turn: the producer takes a lock for each, which is dear to contend for. */
    private static final int MANY = 64;

    private static final Duration TURN_WAITS_MAX = Duration.ofMillis(20);

    private final Producer<byte[], byte[]> producer;
    private final ByteBudget inFlight;
    private final LogHealth health;
    private final ReentrantLock turn = new ReentrantLock();

    private CommandPublisher(Producer<byte[], byte[]> producer, ByteBudget inFlight, LogHealth health) {
        this.producer = producer;
        this.inFlight = inFlight;
        this.health = health;
    }

    /** Connects in the background; Kafka need not be up. */
    public static CommandPublisher start(KafkaConfig kafka, Limits limits, MeterRegistry metrics) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties(kafka, limits));
        CommandPublisher publisher = new CommandPublisher(
                producer, new ByteBudget(limits.inFlightBytesMax()), LogHealth.start(kafka, producer));
        PublishMetrics.register(metrics, producer, publisher.inFlight);
        return publisher;
    }

    private static Map<String, Object> properties(KafkaConfig kafka, Limits limits) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "weirpool-ingest");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"); // half the CPU of zstd for JSON this small
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_MAX.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ATTEMPT_MAX.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_BLOCKS_MAX.toMillis());
        // Forgotten metadata would make a send wait; a day is longer than any source we care about is silent.
        properties.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L); // back within a second of the broker
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * limits.objectBytesMax() + BATCH_BYTES);
        // Twice what may be in flight: half-filled batches of many partitions must not make a send wait.
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * limits.inFlightBytesMax());
        return properties;
    }

    /** Tells which logs will be written to, so that the first command need not wait for their metadata. */
    public void expect(List<String> logs) {
        health.expect(logs);
    }

    /** Why commands would be refused now; empty when they would not. Cheap. */
    public Optional<String> whyUnavailable() {
        return health.whyUnavailable();
    }

    /**
     * Appends all commands to one log.
     *
     * <p>The stage completes, within {@link #DELIVERY_MAX} and a little, with the position after them; or fails with
     * {@code LOG_SLOW} when some may be there and some not (nothing is taken back), or with {@code LOG_UNAVAILABLE} or
     * {@code TOO_LARGE} when none is. It completes on the producer's thread: go on elsewhere.
     *
     * @param headers of every command
     * @throws WeirpoolException {@code LOG_BUSY}, {@code LOG_UNAVAILABLE} or {@code TOO_LARGE}; nothing was sent
     */
    public CompletableFuture<Appended> append(String log, List<Command> commands, CommandHeaders headers) {
        health.whyUnavailable(log).ifPresent(why -> {
            throw new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, why);
        });
        ByteBudget.Share share =
                reserve(commands.stream().mapToLong(Command::bytes).sum());
        PendingAppend pending = new PendingAppend(log, commands.size(), health::acknowledged);
        CompletableFuture<Appended> done = pending.done().whenComplete((appended, failure) -> share.close());
        boolean myTurn = commands.size() >= MANY && tryTurn();
        try {
            int sent = 0;
            while (sent < commands.size() && !pending.refusedWhileSending()) {
                send(log, commands.get(sent), headers, pending);
                sent++;
            }
            pending.allSent(commands.size() - sent); // after a refusal the others would each wait as long, for nothing
        } finally {
            if (myTurn) {
                turn.unlock();
            }
        }
        return done;
    }

    /** Whether this thread alone now sends many rows. If not, it may send as well: they contend, no more. */
    private boolean tryTurn() {
        try {
            return turn.tryLock(TURN_WAITS_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(String log, Command command, CommandHeaders headers, PendingAppend pending) {
        try {
            producer.send(new CommandRecord(log, command, headers.of(command.id())), pending);
        } catch (KafkaException | IllegalStateException e) { // interrupted or closed; the callback is then not called
            pending.onCompletion(null, e);
        }
    }

    /**
     * Writes a time into a partition ({@link Topics#HEADER_TICK}); not while the log is out of reach. {@code written} runs
     * when it is there, on the producer's thread.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    void tick(String log, int partition, long micros, Runnable written) {
        if (health.whyUnavailable(log).isPresent()) {
            return;
        }
        Header time = new RecordHeader(Topics.HEADER_TICK, Long.toString(micros).getBytes(StandardCharsets.US_ASCII));
        try {
            producer.send(
                    new ProducerRecord<>(log, partition, null, null, null, List.of(time)), (metadata, failure) -> {
                        if (failure == null) {
                            written.run();
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("a tick for {} was not sent", log, e); // the next one will be
        }
    }

    private ByteBudget.Share reserve(long bytes) {
        ByteBudget.Share share = inFlight.share();
        if (bytes > inFlight.bytesMax()) {
            throw new WeirpoolException(
                    ErrorCode.TOO_LARGE,
                    "the rows take %,d bytes as records, at most %,d can be on their way at once"
                            .formatted(bytes, inFlight.bytesMax()));
        }
        if (!share.tryTake(bytes)) {
            throw new WeirpoolException(
                    ErrorCode.LOG_BUSY,
                    "%,d of %,d bytes are on their way to the log".formatted(inFlight.used(), inFlight.bytesMax()));
        }
        return share;
    }

    /** Waits for what was sent, {@link #DELIVERY_MAX} at most 4 s of it, then closes. */
    @Override
    public void close() {
        health.close();
        producer.close(Duration.ofSeconds(4));
    }
}
