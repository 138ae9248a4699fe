package io.weirpool.common.kafka;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Kafka's answers and says what failed in our words. */
final class KafkaCalls {
    /** A broker that answers does so within milliseconds; after this it is taken for unreachable and asked again. */
    static final int WAIT_MS_MAX = 10_000;

    private KafkaCalls() {}

    /** @throws WeirpoolException {@code LOG_UNAVAILABLE} */
    static <T> T await(Future<T> answer, KafkaConfig kafka) {
        try {
            return answer.get(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(kafka, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(kafka, e);
        }
    }

    static WeirpoolException unavailable(KafkaConfig kafka, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new WeirpoolException(
                ErrorCode.LOG_UNAVAILABLE, "Kafka at %s: %s".formatted(kafka.bootstrapServers(), why), cause);
    }
}
