package io.weirpool.processor.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Makes a new task commit once without a record, so that what it has to say from the start is said. */
final class TaskStart {
    private static final Duration SOON = Duration.ofMillis(1);

    private @Nullable Cancellable timer;

    private TaskStart() {}

    /** Kafka Streams commits after each punctuation, and only after records otherwise. */
    static void commitSoon(ProcessorContext<?, ?> context) {
        TaskStart start = new TaskStart();
        start.timer = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> start.once());
    }

    private void once() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
