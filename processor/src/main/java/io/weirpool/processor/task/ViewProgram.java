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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
                ? new ViewProgram(
                        view,
                        topic,
                        sources,
                        Optional.empty(),
                        StageGraph.of(plan.plan(), plan.key(), times),
                        plan.eventTime())
                : new ViewProgram(
                        view,
                        topic,
                        sources,
                        Optional.of(direct(plan.plan())),
                        new StageGraph(List.of(), List.of(), List.of()),
                        plan.eventTime());
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

    /** Stands before its keys in stores and on hops: the same for a version of a view wherever it runs. */
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

    Stage stage(int index) {
        return graph.stages().get(index);
    }

    boolean isLast(int stage) {
        return stage == graph.stages().size() - 1;
    }

    /** Its stages in a group, by number. */
    List<Integer> stagesIn(StageGroup group) {
        return group.partitions() != view.partitions()
                ? List.of()
                : IntStream.range(0, graph.stages().size())
                        .filter(i -> graph.levels().get(i) == group.level())
                        .boxed()
                        .toList();
    }

    /** How many of its operators work in a group's tasks. */
    public int operatorsIn(StageGroup group) {
        return stagesIn(group).size();
    }

    /** Whether an operator gives up what gets no changes any more, as its streams' watermarks go on. */
    public boolean givesUpState(int operator) {
        return stage(operator).closing() != null;
    }

    List<Edge> edges() {
        return graph.edges();
    }

    /** Edges out of a stage, or out of a log. */
    List<Edge> edgesFrom(int stage) {
        Edge.Origin from = new Edge.FromStage(stage);
        return graph.edges().stream().filter(e -> e.from().equals(from)).toList();
    }

    Hop hop(Edge edge) {
        int from = edge.from() instanceof Edge.FromStage stage ? graph.levels().get(stage.stage()) : 0;
        return new Hop(from, graph.levels().get(edge.stage()), view.partitions());
    }

    /** The ways its rows take; a stage that nobody sends to is reached from the logs, to hear how far they are. */
    Set<Hop> hops() {
        Set<Hop> hops = new LinkedHashSet<>();
        for (int stage = 0; stage < graph.stages().size(); stage++) {
            int number = stage;
            List<Edge> incoming = graph.edges().stream()
                    .filter(e -> e.stage() == number && !(e.from() instanceof Edge.FromValues))
                    .toList();
            if (incoming.isEmpty()) {
                hops.add(new Hop(0, graph.levels().get(stage), view.partitions()));
            }
            incoming.stream().filter(e -> !e.stays()).map(this::hop).sorted().forEach(hops::add);
        }
        return hops;
    }

    /** Of the tasks a stage works in: hops from the logs. */
    public int level(int stage) {
        return graph.levels().get(stage);
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
