package io.weirpool.sink;

import io.weirpool.sink.read.PartitionReader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread's work, cycle after cycle until it is closed; what fails is said and tried again. */
abstract class Loop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    final Readiness readiness;
    private final String subject;
    private volatile boolean stopped;

    /** @param subject what is not ready while it fails */
    Loop(String subject, Readiness readiness) {
        this.subject = subject;
        this.readiness = readiness;
    }

    abstract void cycle() throws InterruptedException;

    /** What it reads with; null before the first. From any thread. */
    abstract @Nullable PartitionReader reader();

    @Override
    public final void run() {
        while (!stopped) {
            try {
                cycle();
                readiness.works(subject);
            } catch (InterruptedException e) {
                break;
            } catch (PartitionReader.TopicTooShort e) {
                readiness.fails("topic " + e.topic(), String.valueOf(e.getMessage())); // until a person has looked
            } catch (RuntimeException e) {
                if (!stopped) {
                    fail(e);
                }
            }
        }
        PartitionReader last = reader();
        if (last != null) {
            last.close();
        }
    }

    /** Kafka's clients try again by themselves, so what arrives here is rare: said, and tried again. */
    private void fail(RuntimeException e) {
        LOG.error("a cycle of the {} failed; it goes on", subject, e);
        readiness.fails(subject, String.valueOf(e.getMessage()));
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            stopped = true;
        }
    }

    final void wakeUp() {
        PartitionReader current = reader();
        if (current != null) {
            current.wakeUp();
        }
    }

    /** Asks the thread to end; what is not written yet is read again by the next sink. */
    @Override
    public final void close() {
        stopped = true;
        wakeUp();
    }
}
