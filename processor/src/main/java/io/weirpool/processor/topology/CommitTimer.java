package io.weirpool.processor.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the commits of one task at the flow's pace. An idle task has no timer and commits nothing. Used by the task's
 * thread.
 */
final class CommitTimer {
    private static final Duration SOON = Duration.ofMillis(1);

    private final ProcessorContext<?, ?> context;
    private final CommitPace pace;
    private @Nullable Cancellable timer;
    private boolean moved;

    CommitTimer(ProcessorContext<?, ?> context, CommitPace pace) {
        this.context = context;
        this.pace = pace;
    }

    /** A new task has something to say without any record. */
    void begun() {
        moved = true;
        timer = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::due);
    }

    /** The task has taken a record. */
    void taken() {
        if (moved) {
            return;
        }
        moved = true;
        long now = context.currentSystemTimeMs();
        if (!pace.isSeldom(now)) { // else by Kafka Streams' own interval
            askFor(now);
        }
    }

    private void askFor(long now) {
        long wait = pace.untilNext(now);
        if (wait <= 0) {
            context.commit();
        } else if (timer == null) {
            timer = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, this::due);
        }
    }

    private void due(long now) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (moved) {
            askFor(now);
        }
    }

    /** All is flushed, and the commit under way. */
    void committed() {
        moved = false;
        pace.committed(context.currentSystemTimeMs());
    }
}
