package io.weirpool.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position.LogPartition;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a request hears, by what became of its commands. */
class PendingAppendTest {
    @Test
    void receiptIsAfterTheLastCommandOfEachPartition() {
        PendingAppend pending = new PendingAppend("log", 3, () -> {});
        pending.allSent(0);
        pending.onCompletion(at(0, 7), null);
        pending.onCompletion(at(1, 4), null);
        pending.onCompletion(at(0, 8), null);
        Appended appended = pending.done().join();
        assertThat(appended.receipt().position().nextOffsets())
                .isEqualTo(Map.of(new LogPartition("log", 0), 9L, new LogPartition("log", 1), 5L));
        assertThat(appended.first().nextOffsets())
                .isEqualTo(Map.of(new LogPartition("log", 0), 7L, new LogPartition("log", 1), 4L));
    }

    @Test
    void answersOutOfOrderGiveTheSameReceipt() {
        PendingAppend pending = new PendingAppend("log", 5, () -> {});
        pending.onCompletion(at(0, 9), null);
        pending.onCompletion(at(0, 10), null);
        pending.onCompletion(at(0, 4), null);
        pending.onCompletion(at(0, 5), null);
        pending.onCompletion(at(1, 0), null);
        pending.allSent(0);
        Appended appended = pending.done().join();
        assertThat(appended.receipt().position().nextOffsets())
                .isEqualTo(Map.of(new LogPartition("log", 0), 11L, new LogPartition("log", 1), 1L));
        assertThat(appended.first().nextOffsets())
                .isEqualTo(Map.of(new LogPartition("log", 0), 4L, new LogPartition("log", 1), 0L));
    }

    @Test
    void nothingIsSaidWhileACommandIsUnanswered() {
        PendingAppend pending = new PendingAppend("log", 2, () -> {});
        pending.allSent(0);
        pending.onCompletion(at(0, 7), null);
        assertThat(pending.done()).isNotDone();
    }

    @Test
    void timeoutIsIndeterminate() {
        PendingAppend pending = new PendingAppend("log", 1, () -> {});
        pending.allSent(0);
        pending.onCompletion(null, new TimeoutException("expired"));
        assertFailed(pending, ErrorCode.LOG_SLOW);
    }

    @Test
    void refusalWithinTheSendStoresNothing() {
        PendingAppend pending = new PendingAppend("log", 3, () -> {});
        pending.onCompletion(null, new TimeoutException("no metadata"));
        assertThat(pending.refusedWhileSending()).isTrue();
        pending.allSent(2);
        assertFailed(pending, ErrorCode.LOG_UNAVAILABLE);
    }

    @Test
    void refusalAfterAnAcknowledgementIsIndeterminate() {
        PendingAppend pending = new PendingAppend("log", 2, () -> {});
        pending.onCompletion(null, new TimeoutException("no metadata"));
        pending.onCompletion(at(0, 1), null);
        pending.allSent(0);
        assertFailed(pending, ErrorCode.LOG_SLOW);
    }

    @Test
    void rowTheBrokerFindsTooLargeIsSaidSo() {
        PendingAppend pending = new PendingAppend("log", 1, () -> {});
        pending.allSent(0);
        pending.onCompletion(null, new RecordTooLargeException("too large"));
        assertFailed(pending, ErrorCode.TOO_LARGE);
    }

    @Test
    void aLargeRequestProvesTheLogNowAndThenAndAtItsEnd() {
        AtomicInteger proofs = new AtomicInteger();
        PendingAppend pending = new PendingAppend("log", 1_000, proofs::incrementAndGet);
        pending.allSent(0);
        for (int i = 0; i < 999; i++) {
            pending.onCompletion(at(0, i), null);
        }
        int before = proofs.get();
        assertThat(before).isBetween(1, 10);
        pending.onCompletion(at(0, 999), null);
        assertThat(proofs).hasValue(before + 1);
        assertThat(pending.done()).isCompleted();
    }

    private static void assertFailed(PendingAppend pending, ErrorCode code) {
        assertThatThrownBy(() -> pending.done().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WeirpoolException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static RecordMetadata at(int partition, long offset) {
        return new RecordMetadata(new TopicPartition("log", partition), offset, 0, 0, 0, 0);
    }
}
