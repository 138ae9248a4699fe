package io.weirpool.common.kafka;

import io.weirpool.common.access.AccessToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens that count now, kept up to date by a daemon thread until closed. While Kafka is away the last ones count. */
public final class TokenFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConfig kafka;
    private final String prefix;
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean read;

    private TokenFollower(KafkaConfig kafka, String prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.thread = new Thread(this::run, "token-follower");
        this.thread.setDaemon(true);
    }

    /** {@code prefix}: of the catalog's topic and of the tokens'. */
    public static TokenFollower start(KafkaConfig kafka, String prefix) {
        TokenFollower follower = new TokenFollower(kafka, prefix);
        follower.thread.start();
        return follower;
    }

    /** Whether all tokens have been read once; until then an unknown one may be good. */
    public boolean isRead() {
        return read;
    }

    public Optional<AccessToken> token(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                follow();
            } catch (RuntimeException e) {
                LOG.warn("the tokens cannot be followed, the last ones known count; trying again", e);
            }
            try {
                closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void follow() {
        TopicPartition partition = TokenTopic.ensured(kafka, prefix);
        try (KafkaConsumer<byte[], byte[]> consumer = CatalogTopic.consumer(kafka, partition)) {
            Map<String, AccessToken> latest = new HashMap<>();
            TokenTopic.readToEnd(consumer, partition, latest);
            tokens.keySet().retainAll(latest.keySet());
            tokens.putAll(latest);
            read = true;
            while (closed.getCount() > 0) {
                consumer.poll(Duration.ofMillis(500)).forEach(entry -> TokenTopic.take(entry, tokens));
            }
        }
    }

    /** Stops; returns at once, the thread ends within a second. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
