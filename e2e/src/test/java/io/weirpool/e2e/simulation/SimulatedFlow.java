package io.weirpool.e2e.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Marker;
import io.weirpool.processor.task.FlowPlan;
import io.weirpool.processor.task.Hop;
import io.weirpool.processor.task.SourceStage;
import io.weirpool.processor.task.StageGroup;
import io.weirpool.processor.task.StageTask;
import io.weirpool.sql.check.RowChecker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All tasks of a flow on simulated topics. For one thread; the same seed gives the same run. */
public final class SimulatedFlow {
    private static final double ABORT = 0.05;
    private static final double COMMIT = 0.3;
    private static final double RESTART = 0.2;
    private static final int RECORDS_EACH_MAX = 12;

    private final FlowPlan flow;
    private final Random random;
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Topics topics = new Topics();
    private final List<SimulatedTask> tasks = new ArrayList<>();

    /** What a view topic holds. */
    public record ViewContents(List<String> rows, List<String> errors) {}

    public SimulatedFlow(FlowPlan flow, Random random) {
        this.flow = flow;
        this.random = random;
        flow.viewTopics().forEach(topics::create);
        flow.hops().forEach(hop -> topics.create(hop.name(), hop.partitions()));
        Map<String, RowChecker> checkers = new HashMap<>();
        flow.sources().forEach((log, source) -> checkers.put(log, RowChecker.of(source)));
        int logTasks = flow.sources().values().stream()
                .mapToInt(Source::partitions)
                .max()
                .orElse(0);
        for (int p = 0; p < logTasks; p++) {
            tasks.add(logTask(checkers, p));
        }
        for (StageGroup group : flow.groups()) {
            for (int p = 0; p < group.partitions(); p++) {
                tasks.add(stageTask(group, p));
            }
        }
    }

    private SimulatedTask logTask(Map<String, RowChecker> checkers, int partition) {
        Map<String, String> logOf = new LinkedHashMap<>();
        flow.sources().forEach((log, source) -> {
            if (partition < source.partitions()) {
                logOf.put(Topics.partition(log, partition), log);
            }
        });
        return new SimulatedTask(
                List.copyOf(logOf.keySet()),
                opening -> {
                    SourceStage stage =
                            new SourceStage(flow, metrics, checkers, partition, opening.store(), opening.emitter());
                    return new SimulatedTask.Running() {
                        @Override
                        public void process(String input, SimulatedRecord message, int offset) {
                            String log = logOf.getOrDefault(input, "");
                            stage.arrived(log);
                            stage.process(new SourceStage.LogRecord(
                                    log,
                                    message.key(),
                                    message.value() == null ? null : ByteBuffer.wrap(message.value()),
                                    offset,
                                    message.appendedMillis(),
                                    null,
                                    message.id(),
                                    message.tick()));
                        }

                        @Override
                        public void flush() {
                            stage.flush();
                        }
                    };
                },
                topics);
    }

    private SimulatedTask stageTask(StageGroup group, int partition) {
        List<String> inputs = flow.hopsTo(group).stream()
                .map(hop -> Topics.partition(hop.name(), partition))
                .toList();
        return new SimulatedTask(
                inputs,
                opening -> {
                    StageTask task = new StageTask(flow, metrics, group, partition, opening.store(), opening.emitter());
                    task.begin();
                    return new SimulatedTask.Running() {
                        @Override
                        public void process(String input, SimulatedRecord message, int offset) {
                            task.process(message.value(), null);
                        }

                        @Override
                        public void flush() {
                            task.flush();
                        }
                    };
                },
                topics);
    }

    /** Appends a command to a log. */
    public void append(String log, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        topics.append(Topics.partition(log, partition), new SimulatedRecord(key, value, null));
    }

    /** Appends a command with an id, at a time of the log's clock. */
    public void append(
            String log, int partition, byte @Nullable [] key, byte[] value, byte @Nullable [] id, long appendedMillis) {
        topics.append(
                Topics.partition(log, partition), new SimulatedRecord(key, value, null, appendedMillis, id, null));
    }

    /** Appends a row to a stream's log at a time of the log's clock. */
    public void append(String log, int partition, byte[] value, long appendedMillis) {
        topics.append(
                Topics.partition(log, partition), new SimulatedRecord(null, value, null, appendedMillis, null, null));
    }

    /** Appends a record that says a time, in microseconds, and nothing else. */
    public void tick(String log, int partition, long micros, long appendedMillis) {
        String tick = Long.toString(micros);
        topics.append(
                Topics.partition(log, partition), new SimulatedRecord(null, null, null, appendedMillis, null, tick));
    }

    /** Values of a topic's records, in the order of its partitions; of a topic of one partition in the order sent. */
    public List<String> values(String topic, int partitions) {
        List<String> values = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            topics.all(Topics.partition(topic, p)).stream()
                    .filter(message -> message.value() != null)
                    .forEach(message -> values.add(text(message.value())));
        }
        return values;
    }

    /** How many entries the stores of all stages hold, of markers aside. */
    public int stateEntries() {
        return tasks.stream().mapToInt(SimulatedTask::stateEntries).sum();
    }

    /** What the tasks have counted, with what was done again. */
    MeterRegistry metrics() {
        return metrics;
    }

    /** Some steps of tasks chosen at random. */
    public void run(int steps) {
        for (int i = 0; i < steps; i++) {
            SimulatedTask task = tasks.get(random.nextInt(tasks.size()));
            task.process(random, 1 + random.nextInt(RECORDS_EACH_MAX));
            double dice = random.nextDouble();
            if (dice < ABORT) {
                task.abort();
            } else if (dice < ABORT + COMMIT) {
                task.commit(random.nextDouble() < RESTART);
            }
        }
    }

    /** Steps until nothing is in flight. */
    public void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (SimulatedTask task : tasks) {
                busy |= task.process(random, 1 + random.nextInt(RECORDS_EACH_MAX));
                task.commit(random.nextDouble() < RESTART);
            }
        }
    }

    /** The rows a view topic holds, as JSON, sorted, each as often as it occurs; and its open errors. */
    public ViewContents contents(View view, String topic) {
        List<String> rows = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int p = 0; p < view.partitions(); p++) {
            Map<String, SimulatedRecord> last = new TreeMap<>();
            for (SimulatedRecord message : topics.all(Topics.partition(topic, p))) {
                last.put(text(message.key()), message);
            }
            last.values().stream().filter(m -> m.value() != null).forEach(message -> {
                if (message.header() == null) {
                    rows.add(text(message.value()));
                } else if (!text(message.key()).startsWith("!marker/")) {
                    errors.add(text(message.value()));
                }
            });
        }
        rows.sort(null);
        return new ViewContents(rows, errors);
    }

    /** How many records the view topic ever got, markers aside. */
    public long written(View view, String topic) {
        long written = 0;
        for (int p = 0; p < view.partitions(); p++) {
            written += topics.all(Topics.partition(topic, p)).stream()
                    .filter(m -> m.header() == null)
                    .count();
        }
        return written;
    }

    /**
     * What was written to a view topic of keys that had a row.
     *
     * @param changed rows that took the place of another; of a bag other counts
     * @param takenBack rows that went
     */
    public record Rewritten(long changed, long takenBack) {}

    public Rewritten rewritten(View view, String topic) {
        long changed = 0;
        long takenBack = 0;
        for (int p = 0; p < view.partitions(); p++) {
            Set<String> there = new HashSet<>();
            for (SimulatedRecord message : topics.all(Topics.partition(topic, p))) {
                if (message.header() == null) {
                    String key = text(message.key());
                    boolean row = message.value() != null;
                    changed += row && !there.add(key) ? 1 : 0;
                    takenBack += !row && there.remove(key) ? 1 : 0;
                }
            }
        }
        return new Rewritten(changed, takenBack);
    }

    /** Whether the view's markers say, in each of its partitions, that it holds all commands. */
    public boolean hasReachedEnds(View view, String topic) {
        for (int p = 0; p < view.partitions(); p++) {
            Map<LogPartition, Long> reached = new TreeMap<>();
            for (SimulatedRecord message : topics.all(Topics.partition(topic, p))) {
                if (message.value() != null && text(message.key()).startsWith("!marker/")) {
                    reached.clear(); // of one key the last record counts
                    reached.putAll(Marker.fromJson(message.value()).position().nextOffsets());
                }
            }
            if (!expected(view, p).equals(reached)) {
                return false;
            }
        }
        return true;
    }

    private Map<LogPartition, Long> expected(View view, int viewPartition) {
        Map<LogPartition, Long> expected = new TreeMap<>();
        flow.sources()
                .forEach((log, source) -> view.inputs().stream()
                        .filter(input -> input.source().equals(source.name()))
                        .forEach(input -> {
                            for (int p = 0; p < source.partitions(); p++) {
                                if (input.spread() || p == viewPartition) {
                                    expected.put(
                                            new LogPartition(log, p), (long) topics.size(Topics.partition(log, p)));
                                }
                            }
                        }));
        return expected;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The hops, for messages. */
    public List<Hop> hops() {
        return List.copyOf(flow.hops());
    }
}
