package io.weirpool.processor.task;

import io.weirpool.common.catalog.View;
import io.weirpool.common.model.Name;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.plan.EventTimePolicy;
import io.weirpool.sql.plan.EventTimes;
import io.weirpool.sql.plan.Placement;
import io.weirpool.sql.plan.Plan;
import io.weirpool.sql.plan.ViewPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** A view's plan made ready to run. Immutable and thread-safe. */
public final class ViewProgram {
    private final View view;
    private final String topic;
    private final int number;
    private final List<Name> sources;
    private final Optional<Direct> direct;
    private final StageGraph graph;
    private final EventTimePolicy eventTime;

    /** A view that the tasks of its log write themselves. */
    record Direct(Plan.Scan scan, List<Plan> steps) {}

    private ViewProgram(
            View view,
            String topic,
            List<Name> sources,
            Optional<Direct> direct,
            StageGraph graph,
            EventTimePolicy eventTime) {
        this.view = view;
        this.topic = topic;
        this.number = number(view);
        this.sources = sources;
        this.direct = direct;
        this.graph = graph;
        this.eventTime = eventTime;
    }

    /** {@code watermarks}: the time's column of each stream that has one. */
    public static ViewProgram of(Name pipeline, View view, ViewPlan plan, Map<Name, Integer> watermarks) {
        String topic = Topics.view(pipeline, view.name(), view.version());
        List<Name> sources = Placement.sources(plan.plan());
        EventTimes times = new EventTimes(plan.eventTime().closes() ? watermarks : Map.of());
        return Placement.hasHop(plan.plan(), plan.key())
                ? new ViewProgram(view, topic, sources, Optional.empty(), StageGraph.of(plan, times), plan.eventTime())
                : new ViewProgram(
                        view, topic, sources, Optional.of(direct(plan.plan())), StageGraph.NONE, plan.eventTime());
    }

    private static Direct direct(Plan plan) {
        List<Plan> steps = new ArrayList<>();
        Plan node = plan;
        while (Placement.isRowByRow(node)) {
            steps.add(0, node);
            node = node.inputs().get(0);
        }
        return new Direct((Plan.Scan) node, steps);
    }

    /** The same for a version of a view wherever it runs. */
    static int number(View view) {
        CRC32 crc = new CRC32();
        crc.update(view.versionedName().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    public View view() {
        return view;
    }

    /** {@code <view>.v<n>}. */
    String versionedName() {
        return view.versionedName();
    }

    EventTimePolicy eventTime() {
        return eventTime;
    }

    public String topic() {
        return topic;
    }

    int number() {
        return number;
    }

    /** Each source it reads, once. */
    List<Name> sources() {
        return sources;
    }

    Optional<Direct> direct() {
        return direct;
    }

    /** Its own stages, whether other views have equal ones or not. */
    StageGraph graph() {
        return graph;
    }

    /** How many of its operators work in a group's tasks. */
    public int operatorsIn(StageGroup group) {
        return group.partitions() != view.partitions()
                ? 0
                : (int) graph.levels().stream()
                        .filter(level -> level == group.level())
                        .count();
    }

    /** Whether an operator gives up what gets no changes any more, as its streams' watermarks go on. */
    public boolean givesUpState(int operator) {
        return graph.stages().get(operator).closing() != null;
    }

    /** The scans of its plan, whose columns are all that is needed of the sources. */
    List<Plan.Scan> scans() {
        List<Plan.Scan> scans = new ArrayList<>();
        direct.ifPresent(d -> scans.add(d.scan()));
        for (Edge edge : graph.edges()) {
            if (edge.from() instanceof Edge.FromLog log) {
                scans.add(log.scan());
            }
        }
        return scans;
    }
}
