package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.ViewPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What views would cost that are built anew: as much as the version they replace, which is there to be measured. Of a new
 * view nothing is known but what it reads, so that is what it is taken to keep; most keep far less.
 */
final class Estimates {
    /** What one processor on two cores does of a view with joins and aggregates; a filter alone is several times faster. */
    private static final long RECORDS_PER_SECOND = 20_000;

    /** The operators' state is in a changelog and in the processor's store; the rows are in the view's topic and table. */
    private static final int COPIES = 2;

    private final Revision current;
    private final Name pipeline;
    private final Map<String, List<Long>> ends;
    private final Map<String, Long> bytes;

    /**
     * @param ends of the logs, by topic
     * @param bytes of every topic of the pipeline
     */
    Estimates(Revision current, Name pipeline, Map<String, List<Long>> ends, Map<String, Long> bytes) {
        this.current = current;
        this.pipeline = pipeline;
        this.ends = ends;
        this.bytes = bytes;
    }

    Estimate of(ViewPlan view) {
        List<String> logs = Placement.sources(view.plan()).stream()
                .map(source -> Topics.log(pipeline, source))
                .toList();
        long records = logs.stream()
                .flatMap(log -> ends.getOrDefault(log, List.of()).stream())
                .mapToLong(Long::longValue)
                .sum();
        Optional<View> before = current.view(view.name().value());
        long read = logs.stream().mapToLong(log -> bytes.getOrDefault(log, 0L)).sum();
        long state = before.map(this::stateOf).orElse(read);
        long rows = before.map(this::rowsOf).orElse(read);
        return new Estimate(
                records, (records + RECORDS_PER_SECOND - 1) / RECORDS_PER_SECOND, state, COPIES * (state + rows));
    }

    /** Its share of what the flow keeps. */
    private long stateOf(View view) {
        String flow = Topics.application(pipeline, view.flow()) + "-";
        long ofFlow = bytes.entrySet().stream()
                .filter(topic ->
                        topic.getKey().startsWith(flow) && topic.getKey().endsWith("-changelog"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long views = current.versions().stream()
                .filter(other -> other.flow() == view.flow())
                .count();
        return ofFlow / Math.max(1, views);
    }

    private long rowsOf(View view) {
        return bytes.getOrDefault(Topics.view(pipeline, view.name(), view.version()), 0L);
    }
}
