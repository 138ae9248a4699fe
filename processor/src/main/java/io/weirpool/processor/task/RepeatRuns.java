package io.weirpool.processor.task;

import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Repeats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repeats of a log partition since the last commit, those of one request side by side as one. Used by one thread. */
final class RepeatRuns {
    /* At some 90 bytes as JSON 370 KB of a record, which may have 2 MiB. */
    private static final int RECORD_RUNS_MAX = 4_096;

    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;

    private final LogPartition partition;
    private final List<Repeats.Run> runs = new ArrayList<>();

    RepeatRuns(LogPartition partition) {
        this.partition = partition;
    }

    /** A repeat; offsets grow. */
    void add(long offset, @Nullable String traceparent) {
        String trace = trace(traceparent);
        Repeats.@Nullable Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.next() == offset && last.trace().equals(trace)) {
            runs.set(runs.size() - 1, new Repeats.Run(last.first(), offset + 1, trace));
        } else {
            runs.add(new Repeats.Run(offset, offset + 1, trace));
        }
    }

    private static String trace(@Nullable String traceparent) {
        return traceparent == null || traceparent.length() < TRACE_TO
                ? ""
                : traceparent.substring(TRACE_FROM, TRACE_TO);
    }

    /** What came since the last time, in parts that records can hold. */
    List<Repeats> take() {
        List<Repeats> taken = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += RECORD_RUNS_MAX) {
            taken.add(new Repeats(partition, runs.subList(from, Math.min(runs.size(), from + RECORD_RUNS_MAX))));
        }
        runs.clear();
        return taken;
    }
}
