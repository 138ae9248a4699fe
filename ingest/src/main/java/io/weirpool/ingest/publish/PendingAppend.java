package io.weirpool.ingest.publish;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Position;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Receipt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the answers to the commands of one request. What may be stored decides the failure: one command acknowledged or
 * unknown among those that failed makes the whole indeterminate.
 */
final class PendingAppend implements Callback {
    /* An answer proves that the log is there; of a large request now and then is enough, and its last. */
    private static final int PROOF_EVERY = 256;

    private final Thread sender = Thread.currentThread();
    private final String log;
    private final Runnable onAcknowledged;
    private final CompletableFuture<Appended> done = new CompletableFuture<>();
    private final TreeMap<LogPartition, Long> nextOffsets = new TreeMap<>();
    private final TreeMap<LogPartition, Long> firstOffsets = new TreeMap<>();
    private int lastPartition = -1;
    private long firstOffset;
    private long lastOffset;
    private int unanswered;
    private boolean sending = true;
    private boolean indeterminate;
    private boolean refused;
    private @Nullable Exception failure;

    PendingAppend(String log, int commands, Runnable onAcknowledged) {
        this.log = log;
        this.onAcknowledged = onAcknowledged;
        this.unanswered = commands;
    }

    CompletableFuture<Appended> done() {
        return done;
    }

    /** Called once per command, on the producer's thread, or within the send that refused it. */
    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        boolean proof;
        boolean last;
        synchronized (this) {
            unanswered--;
            if (exception == null && metadata != null) {
                stored(metadata.partition(), metadata.offset());
            } else {
                failed(exception);
            }
            proof = exception == null && unanswered % PROOF_EVERY == 0;
            last = !sending && unanswered == 0;
        }
        if (proof) {
            onAcknowledged.run();
        }
        if (last) {
            complete();
        }
    }

    /** Rows of one partition are answered one after the other, in order: only the ends of such runs are looked up. */
    private void stored(int partition, long offset) {
        if (partition == lastPartition && offset == lastOffset + 1) {
            lastOffset = offset;
            return;
        }
        keepRun();
        lastPartition = partition;
        firstOffset = offset;
        lastOffset = offset;
    }

    private void keepRun() {
        if (lastPartition >= 0) {
            LogPartition partition = new LogPartition(log, lastPartition);
            nextOffsets.merge(partition, lastOffset + 1, Math::max);
            firstOffsets.merge(partition, firstOffset, Math::min);
        }
    }

    private void failed(@Nullable Exception exception) {
        failure = exception;
        boolean withinSend = sending && Thread.currentThread() == sender;
        refused |= withinSend;
        indeterminate |= !withinSend && !isRefusal(exception);
    }

    /** Whether the broker says that it took nothing. */
    private static boolean isRefusal(@Nullable Exception exception) {
        return exception instanceof RecordTooLargeException
                || exception instanceof AuthorizationException
                || exception instanceof InvalidTopicException;
    }

    /** For the thread that sends, which alone is refused so. */
    boolean refusedWhileSending() {
        return refused;
    }

    /** No more sends will come; so many of the commands were given up. */
    void allSent(int notSent) {
        boolean last;
        synchronized (this) {
            sending = false;
            unanswered -= notSent;
            last = unanswered == 0;
        }
        if (last) {
            complete();
        }
    }

    /** Once, when every command that was sent has its answer. */
    private void complete() {
        Appended appended = null;
        WeirpoolException problem = null;
        synchronized (this) {
            keepRun();
            if (failure == null) {
                appended = new Appended(new Receipt(new Position(nextOffsets)), new Position(firstOffsets));
            } else {
                problem = problem(failure);
            }
        }
        if (appended != null) {
            done.complete(appended);
        } else if (problem != null) {
            done.completeExceptionally(problem);
        }
    }

    private WeirpoolException problem(Exception cause) {
        if (indeterminate || !nextOffsets.isEmpty()) {
            return new WeirpoolException(
                    ErrorCode.LOG_SLOW, "the log did not acknowledge every command in time: indeterminate", cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new WeirpoolException(ErrorCode.TOO_LARGE, "the log does not take a row this large", cause);
        }
        return new WeirpoolException(ErrorCode.LOG_UNAVAILABLE, "the log cannot be reached", cause);
    }
}
